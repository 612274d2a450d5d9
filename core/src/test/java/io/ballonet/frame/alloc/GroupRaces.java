package io.ballonet.frame.alloc;

/** What the threads of the interleaving tests about groups do, one object a sample. */
final class GroupRaces {
    private GroupRaces() {}

    /** A huge frame is allocated while a single one is: of 512 frames both cannot be had. */
    static final class HugeAgainstSingle {
        static final int FRAMES = 512;

        private final FrameAllocator allocator;

        HugeAgainstSingle(FrameAllocator allocator) {
            this.allocator = allocator;
        }

        /** 1 if it got the frame. */
        long huge() {
            return allocator.allocate(9, 0) == 0 ? 1 : 0;
        }

        /** 1 if it got one. */
        long single() {
            return allocator.allocate(0, 1) >= 0 ? 1 : 0;
        }

        long free() {
            return allocator.freeFrames();
        }
    }

    /** 128 frames are allocated, row by row, while a single one is taken and freed again in the same rows. */
    static final class RollBackAgainstFree {
        static final int FRAMES = 256;

        private final FrameAllocator allocator;
        private long group;

        RollBackAgainstFree(FrameAllocator allocator) {
            this.allocator = allocator;
        }

        void allocateGroup() {
            group = allocator.allocate(7, 0);
        }

        /** 1 if the frame could be freed. */
        long allocateAndFree() {
            long single = allocator.allocate(0, 1);
            try {
                allocator.free(single, 0, 1);
                return 1;
            } catch (IllegalStateException freedByOther) {
                return 0;
            }
        }

        /** 1 if a group was there, as it always is. */
        long gotGroup() {
            return group >= 0 ? 1 : 0;
        }

        /** Frames whose bit says free. */
        long free() {
            long free = 0;
            for (int frame = 0; frame < FRAMES; frame++) {
                free += allocator.isFree(frame) ? 1 : 0;
            }
            return free;
        }
    }

    /** A pair is allocated and marked while another of the same row is freed. */
    static final class MarkAgainstFree {
        static final int FRAMES = 64;

        private final FrameAllocator allocator;
        private final long held;
        private long allocated;

        MarkAgainstFree(FrameAllocator allocator) {
            this.allocator = allocator;
            this.held = allocator.allocate(1, 0);
        }

        void allocate() {
            allocated = allocator.allocate(1, 0);
        }

        void free() {
            allocator.free(held, 1, 1);
        }

        /** 1 if marks and bits agree, a free with another order is refused, and the right one is taken. */
        long agree() {
            try {
                allocator.validate();
                if (!refusesOrder0()) {
                    return 0;
                }
                allocator.free(allocated, 1, 0);
                allocator.validate();
                return 1;
            } catch (IllegalStateException markLost) {
                return 0;
            }
        }

        private boolean refusesOrder0() {
            try {
                allocator.free(allocated, 0, 0);
                return false;
            } catch (IllegalStateException expected) {
                return true;
            }
        }
    }
}
