package io.ballonet.peer.alloc;

import io.ballonet.unit.PageSize;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;

/**
 * Netty's direct buffers as groups of frames, numbered by a {@link SlotTable}.
 *
 * <p>Leak detection is off. JMH's threads are none of Netty's: on such a thread Netty recycles its buffer objects through a
 * shared queue unless told otherwise, which took half the time of a pair and is off here; the look-up of its caches in a {@link
 * ThreadLocal}, which its own threads save, remains. A buffer may be freed by any thread. The JVM bounds direct memory by the size
 * of its heap ({@code -XX:MaxDirectMemorySize}): what exceeds it is {@link #NO_FRAME}.
 */
final class BufferAllocator extends PeerAllocator {
    private static final String RECYCLE_BY_QUEUE = "io.netty.recycler.batchFastThreadLocalOnly";

    private final ByteBufAllocator buffers;
    private final SlotTable slots;

    BufferAllocator(String peer, ByteBufAllocator buffers, long frames, int cores) {
        super(peer, frames, cores);
        this.buffers = buffers;
        this.slots = new SlotTable(frames, cores);
    }

    /** Before any class of Netty is loaded. What the user has set stays. */
    static void configure() {
        if (System.getProperty(RECYCLE_BY_QUEUE) == null) {
            System.setProperty(RECYCLE_BY_QUEUE, "false");
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
