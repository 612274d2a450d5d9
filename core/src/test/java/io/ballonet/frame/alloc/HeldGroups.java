package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The groups that a test holds of an allocator, with the reference beside it: a group that is misplaced or overlaps another fails,
 * and {@link #compare} holds every answer of the allocator against the reference.
 */
final class HeldGroups {
    /** A group by its first frame. */
    record Group(long frame, int order) {
        long size() {
            return 1L << order;
        }
    }

    private final FrameAllocator allocator;
    private final ReferenceAllocator reference;
    private final List<Group> groups = new ArrayList<>();
    private final String run;

    HeldGroups(FrameAllocator allocator, String run) {
        this.allocator = allocator;
        this.reference = new ReferenceAllocator((int) allocator.frames(), 1);
        this.run = run;
    }

    /** Allocates and notes the group; false if there was none. */
    boolean allocate(int order, int core) {
        long frame = allocator.allocate(order, core);
        if (frame == FrameAllocator.NO_FRAME) {
            return false;
        }
        assertTrue(
                reference.claim(frame, order),
                () -> "misplaced, or not free: frame=" + frame + ", order=" + order + ", " + run);
        groups.add(new Group(frame, order));
        return true;
    }

    /** Allocates until there is none, from all cores in turn; how many groups it got. */
    int drain(int order, int cores) {
        int got = 0;
        while (allocate(order, got % cores)) {
            got++;
        }
        for (int core = 0; core < cores; core++) {
            assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(order, core), run);
        }
        return got;
    }

    /** Frees a group picked at random. */
    Group freeAny(Random random, int core) {
        int index = random.nextInt(groups.size());
        Group group = groups.get(index);
        groups.set(index, groups.getLast());
        groups.removeLast();
        free(group, core);
        return group;
    }

    /** Frees all, in random order. */
    void freeAll(Random random, int cores) {
        Collections.shuffle(groups, random);
        for (int i = 0; i < groups.size(); i++) {
            free(groups.get(i), i % cores);
        }
        groups.clear();
    }

    /** Frees those that begin in {@code [from, to)}, in random order. */
    void freeRange(long from, long to, Random random, int cores) {
        List<Group> inside = new ArrayList<>(groups.stream()
                .filter(group -> group.frame >= from && group.frame < to)
                .toList());
        Collections.shuffle(inside, random);
        for (int i = 0; i < inside.size(); i++) {
            free(inside.get(i), i % cores);
        }
        groups.removeIf(group -> group.frame >= from && group.frame < to);
    }

    private void free(Group group, int core) {
        allocator.free(group.frame, group.order, core);
        reference.free(group.frame, group.order, 0);
    }

    Group last() {
        return groups.getLast();
    }

    int count() {
        return groups.size();
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** True if the reference finds a free group. */
    boolean someFree(int order) {
        return reference.lowestFree(order) != FrameAllocator.NO_FRAME;
    }

    long freeFrames() {
        return reference.freeFrames();
    }

    /** Every answer of the allocator is that of the reference, and its own counters agree. */
    void compare() {
        for (long frame = 0; frame < allocator.frames(); frame++) {
            long one = frame;
            assertEquals(reference.isFree(one), allocator.isFree(one), () -> "isFree: frame=" + one + ", " + run);
        }
        assertEquals(reference.freeFrames(), allocator.freeFrames(), () -> "freeFrames, " + run);
        assertEquals(reference.freeHugeFrames(), allocator.freeHugeFrames(), () -> "freeHugeFrames, " + run);
        allocator.validate();
    }
}
