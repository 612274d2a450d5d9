package io.ballonet.micro.alloc;

import io.ballonet.trace.PageTrace;
import java.util.Arrays;

/**
 * What a guest's page trace asks of a frame allocator, in order, the same for every run.
 *
 * <p>The trace is replayed with second chance (FIFO with a referenced bit) in a number of frames that a balloon changes: the first
 * touch of a page that has no frame allocates one; where all frames that the guest may have are in use, a victim's is freed just
 * before. The balloon's target goes through {@link #TARGETS}, {@link #STEPS} times in a trace: a lower one frees victims in batches
 * of up to {@link #BATCH}, a higher one lets the guest fault its pages back in. At the end the guest goes away and all its frames
 * are freed in batches, so that the events can be played again from the start.
 *
 * <p>An event is an {@code int}: the page's number by first touch, and below it two bits that say what happens to its frame.
 */
final class AllocationEvents {
    /** The page gets a frame. */
    static final int ALLOCATE = 0;

    /** The page's frame is freed by itself. */
    static final int FREE = 1;

    /** The page's frame joins a batch of the balloon's. */
    static final int COLLECT = 2;

    /** It does, and the batch is freed. */
    static final int FREE_BATCH = 3;

    /** Frames of a full batch. */
    static final int BATCH = 512;

    private static final int KIND_BITS = 2;
    private static final int KIND_MASK = (1 << KIND_BITS) - 1;

    /** Changes of the target in a trace. */
    private static final int STEPS = 64;

    /** What the guest may have, in percent of the trace's pages, one after the other. */
    private static final int[] TARGETS = {100, 50, 75, 25};

    private static final int FIRST_CAPACITY = 1 << 12;

    private final boolean[] resident;
    private final boolean[] referenced;
    /** Resident pages, the oldest at {@code head}, in a ring with one place for each page. */
    private final int[] queue;

    private int head;
    private int size;
    private int[] events = new int[FIRST_CAPACITY];
    private int length;

    private AllocationEvents(int pages) {
        resident = new boolean[pages];
        referenced = new boolean[pages];
        queue = new int[pages];
    }

    /** The events of a trace, packed. */
    static int[] of(PageTrace trace) {
        AllocationEvents derived = new AllocationEvents(trace.distinctPages());
        int[] pages = trace.numbering().ids();
        int step = Math.max(1, pages.length / STEPS);
        int target = 0;
        for (int access = 0; access < pages.length; access++) {
            if (access % step == 0) {
                int percent = TARGETS[access / step % TARGETS.length];
                target = Math.max(1, (int) ((long) trace.distinctPages() * percent / 100));
                derived.balloon(target);
            }
            derived.touch(pages[access], target);
        }
        derived.balloon(0);
        return Arrays.copyOf(derived.events, derived.length);
    }

    /** What happens to the frame of {@link #page}. */
    static int kind(int event) {
        return event & KIND_MASK;
    }

    /** A page's number by first touch. */
    static int page(int event) {
        return event >>> KIND_BITS;
    }

    private void touch(int page, int target) {
        if (resident[page]) {
            referenced[page] = true;
            return;
        }
        if (size == target) {
            add(victim(), FREE);
        }
        resident[page] = true;
        push(page);
        add(page, ALLOCATE);
    }

    private void balloon(int target) {
        for (int inBatch = 1; size > target; inBatch++) {
            int page = victim();
            add(page, inBatch % BATCH == 0 || size == target ? FREE_BATCH : COLLECT);
        }
    }

    private int victim() {
        while (true) {
            int page = queue[head];
            head = head + 1 == queue.length ? 0 : head + 1;
            size--;
            if (!referenced[page]) {
                resident[page] = false;
                return page;
            }
            referenced[page] = false;
            push(page);
        }
    }

    private void push(int page) {
        int tail = head + size;
        queue[tail < queue.length ? tail : tail - queue.length] = page;
        size++;
    }

    private void add(int page, int kind) {
        if (length == events.length) {
            events = Arrays.copyOf(events, 2 * length);
        }
        events[length++] = page << KIND_BITS | kind;
    }
}
