package io.ballonet.channel;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Words;
import java.util.Random;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** A guest that writes what it likes into the memory it shares with the host. */
final class HostileGuest implements AutoCloseable {
    private static final int CAPACITY = ChannelRegionLayout.RING_CAPACITY;

    final RingChannel channel = RingChannel.create(BalloonChannel.MAX_BATCH);
    final PageBatch batch = new PageBatch(BalloonChannel.MAX_BATCH);

    /** A guest that has sent one good message of {@code entries} ones, not yet polled. */
    static HostileGuest withMessage(int entries) {
        HostileGuest guest = new HostileGuest();
        guest.send(entries);
        return guest;
    }

    void send(int entries) {
        batch.clear();
        for (int i = 0; i < entries; i++) {
            batch.add(1);
        }
        if (!channel.driver().offer(MessageType.INFLATE, 1, batch)) {
            throw new IllegalStateException("ring is full: entries=" + entries);
        }
    }

    HostEnd host() {
        return channel.host();
    }

    private long upAddress(int index) {
        return channel.sharedAddress() + ChannelRegionLayout.UP_OFFSET + index;
    }

    private long downAddress(int index) {
        return channel.sharedAddress() + ChannelRegionLayout.DOWN_OFFSET + index;
    }

    void putUpInt(int index, int value) {
        Words.setInt(upAddress(index), value);
    }

    long upTail() {
        return Words.get(upAddress(CAPACITY + RingBufferDescriptor.TAIL_POSITION_OFFSET));
    }

    void putUpTail(long position) {
        Words.set(upAddress(CAPACITY + RingBufferDescriptor.TAIL_POSITION_OFFSET), position);
    }

    void putUpHead(long position) {
        Words.set(upAddress(CAPACITY + RingBufferDescriptor.HEAD_POSITION_OFFSET), position);
    }

    void putDownHead(long position) {
        Words.set(downAddress(CAPACITY + RingBufferDescriptor.HEAD_POSITION_OFFSET), position);
    }

    void putDownTail(long position) {
        Words.set(downAddress(CAPACITY + RingBufferDescriptor.TAIL_POSITION_OFFSET), position);
    }

    /** Overwrites some words anywhere in the shared memory: often the first records and the positions, to be found. */
    void scribble(Random random) {
        int words = 1 + random.nextInt(20);
        for (int i = 0; i < words; i++) {
            long offset = switch (random.nextInt(4)) {
                case 0 -> random.nextLong(ChannelRegionLayout.LENGTH_BYTES >> 3) << 3;
                case 1 -> ChannelRegionLayout.UP_OFFSET + ((long) random.nextInt(16) << 3);
                case 2 -> ChannelRegionLayout.UP_OFFSET + CAPACITY + ((long) random.nextInt(96) << 3);
                default -> ChannelRegionLayout.DOWN_OFFSET + CAPACITY + ((long) random.nextInt(96) << 3);
            };
            Words.set(channel.sharedAddress() + offset, word(random));
        }
    }

    private static long word(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextInt(1 << 17) & -8L;
            case 2 -> (long) random.nextInt(10) << 32 | random.nextInt(5_000);
            case 3 -> -random.nextInt(10_000);
            default -> 1L << random.nextInt(64);
        };
    }

    @Override
    public void close() {
        channel.close();
        batch.close();
    }
}
