package io.ballonet.micro.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocatorFactory;
import io.ballonet.frame.alloc.FrameAllocators;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnfitTest {
    private static final Optional<String> FITS = Optional.empty();

    /** A factory that can do what its fields say. */
    private record Able(int maxOrder, boolean coalesces, boolean knowsFreeFrames, boolean freesOnAnyThread)
            implements FrameAllocatorFactory {
        @Override
        public FrameAllocator create(long frames, int cores) {
            return FrameAllocators.TREE.create(frames, cores);
        }

        @Override
        public String registryName() {
            return "able";
        }

        @Override
        public String summary() {
            return "";
        }

        @Override
        public String source() {
            return "";
        }
    }

    @Test
    void everythingFitsWhoCanDoEverything() {
        Able all = new Able(9, true, true, true);
        assertEquals(FITS, new Unfit().reason(all, 9));
        assertEquals(FITS, new Unfit.ForOtherThreads().reason(all, 9));
        assertEquals(FITS, new Unfit.ForOwnFrames().reason(all, 9));
        assertEquals(FITS, new Unfit.InBatches().reason(all, 0));
        assertEquals(FITS, new Unfit.OfSingleFrames().reason(all, 0));
    }

    @Test
    void highOrdersFitWhoTakesAndMergesThem() {
        assertEquals(Optional.of("takes no order above 3"), new Unfit().reason(new Able(3, true, true, true), 9));
        assertEquals(
                Optional.of("never puts groups together again"), new Unfit().reason(new Able(9, false, true, true), 9));
        assertEquals(
                Optional.of("would ask its own source for gigabytes of groups of this order"),
                new Unfit().reason(new Able(9, true, false, true), 9));
        assertEquals(FITS, new Unfit().reason(new Able(0, false, false, false), 0));
    }

    @Test
    void whatAPeerCannotDoIsNamed() {
        Able confined = new Able(0, true, false, false);
        assertEquals(
                Optional.of("frees only on the thread that allocated"),
                new Unfit.ForOtherThreads().reason(confined, 0));
        String ownFrames = "has no batches of frames and does not know which frames are free";
        assertEquals(Optional.of(ownFrames), new Unfit.ForOwnFrames().reason(confined, 0));
        assertEquals(Optional.of(ownFrames), new Unfit.InBatches().reason(confined, 0));
        assertEquals(FITS, new Unfit.OfSingleFrames().reason(confined, 0));
    }

    @Test
    void orderIsReadFromTheParameters() {
        assertEquals(FITS, new Unfit().reason("tree", Map.of("fill", "0.5")));
        assertEquals(
                Optional.of("the benchmark is of order 0"), new Unfit.InBatches().reason("tree", Map.of("order", "9")));
    }
}
