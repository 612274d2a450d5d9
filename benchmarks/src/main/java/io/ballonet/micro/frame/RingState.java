package io.ballonet.micro.frame;

import io.ballonet.frame.ZeroingSettings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Rings of frames in the cache and not, as JMH's states. */
public final class RingState {
    /** Frames held where they are to have left the cache by the time they are freed: 512 MiB. */
    static final int MANY = 1 << 17;

    private RingState() {}

    /** A ring with its strategy and stores. */
    @State(Scope.Thread)
    public abstract static class Ring {
        /** When a frame is zeroed. */
        @Param({"at-free", "at-allocation"})
        public String contender = "at-free";

        /** With which stores. */
        @Param({"plain", "streaming"})
        public String stores = "plain";

        private @Nullable FrameRing ring;

        final void open(int held) {
            ring = new FrameRing(
                    held,
                    FrameRing.BATCH,
                    ZeroingSettings.of(ZeroingParameters.zeroing(contender))
                            .withStores(ZeroingParameters.stores(stores)));
        }

        final FrameRing ring() {
            return Objects.requireNonNull(ring);
        }

        final long renew(boolean isWritten, ZeroedBytes counter) {
            long before = ring().memory().bytesZeroed();
            long freed = ring().renew(isWritten);
            counter.framesRenewed += FrameRing.BATCH;
            counter.bytesZeroed += ring().memory().bytesZeroed() - before;
            return freed;
        }

        /** Checks the memory's books. */
        @TearDown(Level.Trial)
        public void close() {
            ring().close();
        }
    }

    /** A batch of frames, used again and again: 256 KiB, which the second-level cache holds. */
    public static class Hot extends Ring {
        /** Where the frames are when they are zeroed. */
        @Param("hot")
        public String where = "hot";

        @Setup(Level.Trial)
        public void open() {
            open(0);
        }
    }

    /** So many frames that each has left the caches when its turn comes. */
    public static class Stream extends Ring {
        /** Where the frames are when they are zeroed. */
        @Param("stream")
        public String where = "stream";

        int held = MANY;

        @Setup(Level.Trial)
        public void open() {
            open(held);
        }
    }

    /** What was zeroed, beside how many frames were renewed: 4096 for each, or one of them was zeroed twice or not at all. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class ZeroedBytes {
        /** Frames allocated and freed. */
        public long framesRenewed;
        /** Bytes zeroed meanwhile. */
        public long bytesZeroed;
    }
}
