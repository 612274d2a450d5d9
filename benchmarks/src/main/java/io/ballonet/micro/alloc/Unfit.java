package io.ballonet.micro.alloc;

import io.ballonet.frame.alloc.FrameAllocatorFactory;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.result.Exclusion;
import java.util.Map;
import java.util.Optional;

/** What some allocators cannot do, and which rows ask for it. */
public class Unfit implements Exclusion {
    private static final String SINGLE_FRAMES = "the benchmark is of order 0";

    /** For the catalogue. */
    public Unfit() {}

    @Override
    public final Optional<String> reason(String contender, Map<String, String> parameters) {
        return reason(
                FrameAllocators.REGISTRY.named(contender), Integer.parseInt(parameters.getOrDefault("order", "0")));
    }

    Optional<String> reason(FrameAllocatorFactory factory, int order) {
        if (order > factory.maxOrder()) {
            return Optional.of("takes no order above " + factory.maxOrder());
        }
        if (order > 0 && !factory.coalesces()) {
            return Optional.of("never puts groups together again");
        }
        return order > 0 && !factory.knowsFreeFrames()
                ? Optional.of("would ask its own source for gigabytes of groups of this order")
                : Optional.empty();
    }

    /** Rows that free on another thread than the one that allocated. */
    public static final class ForOtherThreads extends Unfit {
        /** For the catalogue. */
        public ForOtherThreads() {}

        @Override
        Optional<String> reason(FrameAllocatorFactory factory, int order) {
            return factory.freesOnAnyThread()
                    ? super.reason(factory, order)
                    : Optional.of("frees only on the thread that allocated");
        }
    }

    /** Rows that ask for what only an allocator with frames of its own has: batches, how full it is, which groups are free. */
    public static final class ForOwnFrames extends Unfit {
        /** For the catalogue. */
        public ForOwnFrames() {}

        @Override
        Optional<String> reason(FrameAllocatorFactory factory, int order) {
            return factory.knowsFreeFrames()
                    ? super.reason(factory, order)
                    : Optional.of("has no batches of frames and does not know which frames are free");
        }
    }

    /** Rows of batches, which are of order 0. */
    public static final class InBatches extends Unfit {
        private static final ForOwnFrames OWN_FRAMES = new ForOwnFrames();

        /** For the catalogue. */
        public InBatches() {}

        @Override
        Optional<String> reason(FrameAllocatorFactory factory, int order) {
            return order > 0 ? Optional.of(SINGLE_FRAMES) : OWN_FRAMES.reason(factory, order);
        }
    }

    /** Rows that are of order 0 by nature. */
    public static final class OfSingleFrames extends Unfit {
        /** For the catalogue. */
        public OfSingleFrames() {}

        @Override
        Optional<String> reason(FrameAllocatorFactory factory, int order) {
            return order > 0 ? Optional.of(SINGLE_FRAMES) : super.reason(factory, order);
        }
    }
}
