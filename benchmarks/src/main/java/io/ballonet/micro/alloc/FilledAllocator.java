package io.ballonet.micro.alloc;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.memory.PageBatch;
import java.util.Random;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The allocator under test, filled in part at random places. */
@State(Scope.Benchmark)
public class FilledAllocator {
    /** Cores of the allocator; the most threads of a run. */
    static final int CORES = 2;

    private static final long SEED = 20_260_101L;

    /** Name in the registry. */
    @Param({"uncounted", "tree", "bitmap", "buddy", "magazine", "lock-list", "cas-list"})
    public String contender = "tree";

    /** Order of every call. */
    @Param("0")
    public int order;

    /** Part of the frames that is held from the start, at random places. */
    @Param("0.5")
    public double fill = 0.5;

    /** 1 GiB of 4 KiB frames; tests make it smaller. */
    int frames = 1 << 18;

    FrameAllocator allocator;

    /** Holds {@link #fill} of the frames. */
    @Setup(Level.Trial)
    public void fill() {
        allocator = FrameAllocators.REGISTRY.named(contender).create(frames, CORES);
        try (PageBatch all = new PageBatch(frames)) {
            if (allocator.allocateBatch(all, frames, 0) != frames) {
                throw new IllegalStateException("a fresh allocator gave too few: contender=" + contender);
            }
            shuffle(all, new Random(SEED));
            int held = (int) Math.round(frames * fill);
            for (int i = held; i < frames; i++) {
                allocator.free(all.get(i), 0, 0);
            }
        }
    }

    /** Recomputes every counter and ends. */
    @TearDown(Level.Trial)
    public void validate() {
        allocator.validate();
        allocator.close();
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
