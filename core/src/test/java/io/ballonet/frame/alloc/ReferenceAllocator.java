package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;
import java.util.BitSet;

/**
 * The slow and obvious allocator that the others are compared with: a set of allocated frames, the order of each group at its
 * first frame, and one lock. A group of any order is found wherever its frames are free; the lowest is given.
 */
final class ReferenceAllocator implements FrameAllocator {
    /** Makes them, so that the contract runs over the reference as well. */
    static final FrameAllocatorFactory FACTORY = new Factory();

    static final int MAX_ORDER = 9;
    static final int MOST_FRAMES = 1 << 20;

    private final int frames;
    private final int cores;
    private final BitSet allocated = new BitSet();
    private final BitSet begins = new BitSet();
    private final byte[] orderAt;

    ReferenceAllocator(int frames, int cores) {
        Misuse.checkShape(frames, cores, MOST_FRAMES, Integer.MAX_VALUE);
        this.frames = frames;
        this.cores = cores;
        this.orderAt = new byte[frames];
    }

    @Override
    public synchronized long allocate(int order, int core) {
        Misuse.checkCall(order, MAX_ORDER, core, cores);
        long frame = lowestFree(order);
        if (frame != NO_FRAME) {
            claim(frame, order);
        }
        return frame;
    }

    /** First frame of the lowest free group, or {@link #NO_FRAME}. */
    synchronized long lowestFree(int order) {
        int size = 1 << order;
        int first = alignUp(allocated.nextClearBit(0), size);
        while (first + size <= frames) {
            int taken = allocated.nextSetBit(first);
            if (taken < 0 || taken >= first + size) {
                return first;
            }
            first = alignUp(allocated.nextClearBit(taken), size);
        }
        return NO_FRAME;
    }

    private static int alignUp(int frame, int size) {
        return (frame + size - 1) & -size;
    }

    /** Notes a group that another allocator gave; false, and nothing changed, if it may not give it. */
    synchronized boolean claim(long frame, int order) {
        long end = frame + (1L << order);
        if (frame < 0 || end > frames || (frame & ((1L << order) - 1)) != 0) {
            return false;
        }
        int taken = allocated.nextSetBit((int) frame);
        if (taken >= 0 && taken < end) {
            return false;
        }
        allocated.set((int) frame, (int) end);
        begins.set((int) frame);
        orderAt[(int) frame] = (byte) order;
        return true;
    }

    @Override
    public synchronized void free(long frame, int order, int core) {
        Misuse.checkCall(order, MAX_ORDER, core, cores);
        Misuse.checkGroup(frame, order, frames);
        int first = (int) frame;
        if (!allocated.get(first)) {
            throw Misuse.alreadyFree(frame);
        }
        if (!begins(frame, order)) {
            throw Misuse.wrongOrder(frame, order, orderOf(frame));
        }
        allocated.clear(first, first + (1 << order));
        begins.clear(first);
    }

    /** True if a group of that order is allocated and begins at the frame. */
    synchronized boolean begins(long frame, int order) {
        return begins.get((int) frame) && orderAt[(int) frame] == order;
    }

    /** Order of the group that an allocated frame is in. */
    synchronized int orderOf(long frame) {
        return orderAt[begins.previousSetBit((int) frame)];
    }

    /** First frame of an allocated group at {@code from} or after it, or {@link #NO_FRAME}. */
    synchronized long nextGroup(long from) {
        return begins.nextSetBit((int) from); // -1 if there is none, as NO_FRAME
    }

    @Override
    public synchronized int allocateBatch(PageBatch destination, int count, int core) {
        Misuse.checkCore(core, cores);
        Misuse.checkRoom(destination, count);
        for (int taken = 0; taken < count; taken++) {
            long frame = allocate(0, core);
            if (frame == NO_FRAME) {
                return taken;
            }
            destination.add(frame);
        }
        return count;
    }

    @Override
    public synchronized void freeBatch(PageBatch source, int core) {
        Misuse.checkCore(core, cores);
        for (int i = 0; i < source.size(); i++) {
            free(source.get(i), 0, core);
        }
    }

    @Override
    public long frames() {
        return frames;
    }

    @Override
    public synchronized long freeFrames() {
        return (long) frames - allocated.cardinality();
    }

    @Override
    public synchronized long freeHugeFrames() {
        int free = 0;
        for (int first = 0; first + 512 <= frames; first += 512) {
            int taken = allocated.nextSetBit(first);
            free += taken < 0 || taken >= first + 512 ? 1 : 0;
        }
        return free;
    }

    @Override
    public synchronized boolean isFree(long frame) {
        Misuse.checkFrame(frame, frames);
        return !allocated.get((int) frame);
    }

    @Override
    public int maxOrder() {
        return MAX_ORDER;
    }

    @Override
    public long metadataBytes() {
        return frames + 2L * frames / Byte.SIZE;
    }

    @Override
    public long retries() {
        return NOT_COUNTED;
    }

    @Override
    public synchronized void validate() {
        BitSet inGroups = new BitSet();
        begins.stream().forEach(first -> inGroups.set(first, first + (1 << orderAt[first])));
        if (!inGroups.equals(allocated)) {
            throw new IllegalStateException("groups and frames differ: groups=" + inGroups + ", frames=" + allocated);
        }
    }

    @Override
    public void close() {}

    private static final class Factory implements FrameAllocatorFactory {
        @Override
        public FrameAllocator create(long frames, int cores) {
            Misuse.checkShape(frames, cores, MOST_FRAMES, Integer.MAX_VALUE);
            return new ReferenceAllocator((int) frames, cores);
        }

        @Override
        public int maxOrder() {
            return MAX_ORDER;
        }

        @Override
        public String registryName() {
            return "reference";
        }

        @Override
        public String summary() {
            return "a set of frames and one lock";
        }

        @Override
        public String source() {
            return "none";
        }

        @Override
        public String toString() {
            return registryName();
        }
    }
}
