package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;
import java.util.Arrays;

/** One thread of a {@link FrameAllocatorStress}; the groups that it holds, as words of frame and order. */
final class StressThread {
    static final long NO_GROUP = -1L;

    private static final int MOST_IN_BATCH = 130;
    private static final int ORDER_BITS = 4;
    private static final int OPERATIONS_BETWEEN_LOOKS = 1024;
    private static final int OPERATIONS_OF_PHASE = 8192;

    private final FrameAllocatorStress stress;
    private final FrameAllocator allocator;
    private final byte id;
    private final int core;
    private final long seed;
    private final long frames;
    private final int maxOrder;
    private final byte[] owners;
    private final long[] held;
    private int heldCount;
    private long random;

    StressThread(FrameAllocatorStress stress, FrameAllocator allocator, byte id, int core, long seed) {
        this.stress = stress;
        this.allocator = allocator;
        this.id = id;
        this.core = core;
        this.seed = seed;
        this.frames = allocator.frames();
        this.maxOrder = allocator.maxOrder();
        this.owners = stress.owners();
        this.held = new long[(int) frames];
        this.random = (seed + id) * 0x9E3779B97F4A7C15L | 1;
    }

    void run(long operations) {
        try (PageBatch batch = new PageBatch(MOST_IN_BATCH)) {
            for (long operation = 0; operation < operations; operation++) {
                if (operation % OPERATIONS_BETWEEN_LOOKS == 0 && stress.hasFailed()) {
                    return;
                }
                boolean filling = (operation / OPERATIONS_OF_PHASE + id) % 4 != 0; // threads are out of step
                step(batch, nextRandom(), filling);
            }
        } catch (Throwable t) {
            stress.fail();
            throw t;
        }
    }

    /* Xorshift: Marsaglia, Xorshift RNGs, Journal of Statistical Software 8, 2003. */
    private long nextRandom() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return random;
    }

    private void step(PageBatch batch, long dice, boolean filling) {
        boolean allocates = (dice & 127) < (filling ? 70 : 50);
        boolean single = (dice >>> 7 & 15) != 0;
        int inBatch = 1 + (int) (dice >>> 11 & 127);
        if (allocates && single) {
            // Order k comes half as often as k - 1, so that each has the same share of frames.
            int order = Math.min(Long.numberOfTrailingZeros(dice >>> 11 | 1L << maxOrder), maxOrder);
            long frame = allocator.allocate(order, core);
            if (frame != FrameAllocator.NO_FRAME) {
                hold(frame, order);
            }
        } else if (allocates) {
            batch.clear();
            int got = allocator.allocateBatch(batch, inBatch, core);
            for (int i = 0; i < got; i++) {
                hold(batch.get(i), 0);
            }
        } else if (single && heldCount > 0) {
            long group = removeHeld((int) (dice >>> 32) & Integer.MAX_VALUE);
            if ((dice >>> 11 & 7) == 0) {
                take(stress.exchange(group | (long) id << Integer.SIZE));
            } else {
                free(group);
            }
        } else if (!single) {
            freeBatch(batch, inBatch);
        }
    }

    private void freeBatch(PageBatch batch, int count) {
        batch.clear();
        for (int i = 0; i < count && heldCount > 0; i++) {
            long group = removeHeld((int) nextRandom() & Integer.MAX_VALUE);
            if (orderOf(group) == 0) {
                disown(group, id);
                batch.add(frameOf(group));
            } else {
                free(group);
            }
        }
        allocator.freeBatch(batch, core);
    }

    private void hold(long frame, int order) {
        long end = frame + (1L << order);
        if (frame < 0 || end > frames || (frame & ((1L << order) - 1)) != 0) {
            throw new AssertionError("group does not exist: frame=" + frame + ", order=" + order + ", seed=" + seed);
        }
        for (int i = (int) frame; i < end; i++) {
            if (owners[i] != FrameAllocatorStress.NOBODY) {
                throw new AssertionError("frame has two owners: frame=" + i + ", thread=" + id + ", other=" + owners[i]
                        + ", group=" + frame + ", order=" + order + ", seed=" + seed);
            }
        }
        Arrays.fill(owners, (int) frame, (int) end, id);
        held[heldCount++] = frame << ORDER_BITS | order;
    }

    /** Makes a group of the mailbox its own. */
    void take(long posted) {
        if (posted != NO_GROUP) {
            long group = posted & 0xFFFF_FFFFL;
            disown(group, (byte) (posted >>> Integer.SIZE));
            hold(frameOf(group), orderOf(group));
        }
    }

    private long removeHeld(int dice) {
        int index = dice % heldCount;
        long group = held[index];
        held[index] = held[--heldCount];
        return group;
    }

    private void free(long group) {
        disown(group, id);
        allocator.free(frameOf(group), orderOf(group), core);
    }

    private void disown(long group, byte owner) {
        int first = (int) frameOf(group);
        int end = first + (1 << orderOf(group));
        for (int i = first; i < end; i++) {
            if (owners[i] != owner) {
                throw new AssertionError("frame changed its owner: frame=" + i + ", thread=" + owner + ", other="
                        + owners[i] + ", group=" + first + ", order=" + orderOf(group) + ", seed=" + seed);
            }
        }
        Arrays.fill(owners, first, end, FrameAllocatorStress.NOBODY);
    }

    long heldFrames() {
        return Arrays.stream(held, 0, heldCount)
                .map(group -> 1L << orderOf(group))
                .sum();
    }

    void freeAll() {
        while (heldCount > 0) {
            free(held[--heldCount]);
        }
    }

    private static long frameOf(long group) {
        return group >>> ORDER_BITS;
    }

    private static int orderOf(long group) {
        return (int) group & ((1 << ORDER_BITS) - 1);
    }
}
