package io.ballonet.micro.alloc;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.memory.PageBatch;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * An allocator of which a part is held from the start, at random places; subclasses say how large a part.
 *
 * <p><b>Concurrency:</b> one thread begins and one, perhaps another, ends; between them any number call the allocator. JMH lets no
 * thread go on to the end of an iteration before the last has made its last call, but then one may end the trial while another is
 * still at the end of the iteration: what is asked there, {@link #retries}, takes the same lock as the end.
 */
@State(Scope.Benchmark)
public abstract class AllocatorUnderTest {
    /** Cores of the allocator; the most threads of a run, so that each has its own. */
    static final int CORES = 4;

    /** 1 GiB of 4 KiB frames. */
    private static final int FRAMES = 1 << 18;

    /** 64 GiB: at order 9 there are 32,768 groups, so that a hundredth of them is still a number to allocate from. */
    private static final int FRAMES_OF_HUGE_GROUPS = 1 << 24;

    private static final long SEED = 20_260_101L;

    /** Name in the registry. */
    @Param({
        "uncounted",
        "tree",
        "bitmap",
        "buddy",
        "magazine",
        "lock-list",
        "cas-list",
        "jemalloc",
        "mimalloc",
        "glibc",
        "netty-pooled",
        "netty-adaptive",
        "unsafe",
        "ffm-arena"
    })
    public String contender = "tree";

    /** Order of every call. */
    @Param({"0", "9"})
    public int order;

    /** Groups to manage; tests make it smaller. */
    int groups;

    FrameAllocator allocator;

    /** First frames of the groups that are held from the start. */
    PageBatch held;

    private boolean ended;
    private long retriesAtEnd;

    /** Fills and empties an allocator whose groups only the thread that allocated may free; else JMH's threads do. */
    private @Nullable ExecutorService keeper;

    /** The part of the groups that is held. */
    abstract double part();

    /** Allocates every group, one by one, and frees all but the part that is held, in random order. */
    @Setup(Level.Trial)
    public void begin() {
        ended = false;
        if (groups == 0) {
            groups = (order > 0 && knowsFreeFrames() ? FRAMES_OF_HUGE_GROUPS : FRAMES) >> order;
        }
        allocator = FrameAllocators.REGISTRY.named(contender).create((long) groups << order, CORES);
        held = new PageBatch(groups);
        if (!FrameAllocators.REGISTRY.named(contender).freesOnAnyThread()) {
            keeper = Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().factory());
        }
        keep(this::fill);
    }

    private void fill() {
        for (int i = 0; i < groups; i++) {
            long frame = allocator.allocate(order, 0);
            if (frame == FrameAllocator.NO_FRAME) {
                throw new IllegalStateException("a fresh allocator gave too few: contender=" + contender + ", order="
                        + order + ", groups=" + groups + ", got=" + i);
            }
            held.add(frame);
        }
        shuffle(held, new Random(SEED));
        int kept = (int) Math.round(groups * part());
        for (int i = kept; i < groups; i++) {
            allocator.free(held.get(i), order, 0);
        }
        held.setSize(kept);
    }

    /** A peer does not: its memory is real, so there is less of it, and it stays where it is not freed. */
    private boolean knowsFreeFrames() {
        return FrameAllocators.REGISTRY.named(contender).knowsFreeFrames();
    }

    /** As the allocator counts them; when another thread has ended the trial already, as many as there were then. */
    final synchronized long retries() {
        return ended ? retriesAtEnd : allocator.retries();
    }

    /** One group more. Fails where there is none: the sizes of the benchmarks leave a reserve. */
    final long take(int core) {
        long frame = allocator.allocate(order, core);
        if (frame == FrameAllocator.NO_FRAME) {
            throw new IllegalStateException("too few free groups for the benchmark: contender=" + contender + ", order="
                    + order + ", groups=" + groups + ", held=" + held.size());
        }
        return frame;
    }

    /** Recomputes every counter and ends. */
    @TearDown(Level.Trial)
    public synchronized void validate() {
        retriesAtEnd = allocator.retries();
        ended = true;
        allocator.validate();
        if (!knowsFreeFrames()) {
            keep(this::empty);
        }
        if (keeper != null) {
            keeper.close();
        }
        allocator.close();
        held.close();
    }

    private void empty() {
        for (int i = 0; i < held.size(); i++) {
            allocator.free(held.get(i), order, 0);
        }
    }

    /** Runs it on the thread that keeps the groups: JMH begins and ends a run on whichever thread comes first. */
    private void keep(Runnable action) {
        if (keeper == null) {
            action.run();
        } else {
            CompletableFuture.runAsync(action, keeper).join();
        }
    }

    static void shuffle(PageBatch batch, Random random) {
        for (int i = batch.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long entry = batch.get(i);
            batch.set(i, batch.get(other));
            batch.set(other, entry);
        }
    }
}
