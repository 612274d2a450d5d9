package io.ballonet.peer.alloc;

import io.ballonet.unit.PageSize;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;

/**
 * Netty's direct buffers as groups of frames, numbered by a {@link SlotTable}.
 *
 * <p>Leak detection is off. JMH's threads are none of Netty's, which costs its thread caches a look-up in a {@link ThreadLocal}
 * that its own threads save. A buffer may be freed by any thread.
 */
final class BufferAllocator extends PeerAllocator {
    private static final String LIMIT = "io.netty.maxDirectMemory";

    private final ByteBufAllocator buffers;
    private final SlotTable slots;

    BufferAllocator(String peer, ByteBufAllocator buffers, long frames, int cores) {
        super(peer, frames, cores);
        this.buffers = buffers;
        this.slots = new SlotTable(frames, cores);
    }

    /** To be called before any class of Netty is loaded: how much is held is ours to bound, not the size of the Java heap. */
    static void configure() {
        if (System.getProperty(LIMIT) == null) {
            System.setProperty(LIMIT, Long.toString(Long.MAX_VALUE));
        }
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @Override
    long take(int order, int core) {
        int slot = slots.take(core);
        if (slot == SlotTable.NO_SLOT) {
            return NO_FRAME;
        }
        ByteBuf buffer;
        try {
            int bytes = PageSize.BYTES << order;
            buffer = buffers.directBuffer(bytes, bytes);
        } catch (OutOfMemoryError none) {
            slots.free(slot, core);
            return NO_FRAME;
        }
        slots.set(slot, buffer);
        return slot;
    }

    @Override
    void give(long frame, int order, int core) {
        buffer(frame).release();
        slots.free((int) frame, core);
    }

    @Override
    long address(long frame) {
        return buffer(frame).memoryAddress();
    }

    private ByteBuf buffer(long frame) {
        return (ByteBuf) slots.get((int) frame);
    }

    /** Adds up the buffers. */
    @Override
    public void validate() {
        super.validate();
        long[] found = {0};
        slots.forEachTaken(slot -> found[0] += buffer(slot).capacity() >> PageSize.SHIFT);
        if (found[0] != held()) {
            throw miscounted(held(), found[0]);
        }
    }

    /** Releases every buffer that is still held. */
    @Override
    public void close() {
        slots.forEachTaken(slot -> buffer(slot).release());
    }
}
