package io.ballonet.micro.frame;

import io.ballonet.frame.Zeroing;
import io.ballonet.frame.ZeroingSettings;
import java.util.Objects;
import org.agrona.concurrent.Agent;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Rings whose frames an agent zeroes, as JMH's states. */
public final class BackgroundState {
    /** Frames free while all others are held: what the agent has to zero and the owner to take from, 16 MiB. */
    static final int SPARE = 4096;

    private BackgroundState() {}

    /** A ring and its agent, for one thread or for two. */
    @State(Scope.Benchmark)
    public abstract static class Zeroed {
        int held = RingState.MANY;
        private @Nullable FrameRing ring;
        private @Nullable Agent agent;

        final void open(String stores) {
            FrameRing opened = new FrameRing(
                    held, SPARE, ZeroingSettings.of(Zeroing.BACKGROUND).withStores(ZeroingParameters.stores(stores)));
            ring = opened;
            agent = opened.memory().zeroingAgent();
        }

        final FrameRing ring() {
            return Objects.requireNonNull(ring);
        }

        final int zero() {
            return FrameRing.zeroInBackground(Objects.requireNonNull(agent));
        }

        /** Checks the memory's books. */
        @TearDown(Level.Trial)
        public void close() {
            ring().close();
        }
    }

    /** A ring that one thread renews while another zeroes. */
    public static class Shared extends Zeroed {
        /** With which stores. */
        @Param({"plain", "streaming"})
        public String stores = "plain";

        @Setup(Level.Trial)
        public void open() {
            open(stores);
        }
    }

    /** A ring whose every free frame has been zeroed before each operation. */
    public static class Warm extends Zeroed {
        @Setup(Level.Trial)
        public void open() {
            open("plain");
        }

        /** Frees what the operation before took, and lets the agent finish. */
        @TearDown(Level.Invocation)
        public void refill() {
            ring().freeLast();
            while (ring().memory().dirtyFrames() > 0) {
                zero();
            }
        }

        /** Holds that no frame had to be zeroed when it was allocated. */
        @TearDown(Level.Iteration)
        public void checkWarm() {
            long late = ring().memory().framesZeroedAtAllocation();
            if (late != 0) {
                throw new IllegalStateException("the stock was not warm: framesZeroedAtAllocation=" + late);
            }
        }
    }

    /** A ring that has freed a batch of dirty frames, long out of the cache, before each operation. */
    public static class Dirtied extends Zeroed {
        /** With which stores. */
        @Param({"plain", "streaming"})
        public String stores = "plain";

        @Setup(Level.Trial)
        public void open() {
            open(stores);
        }

        @Setup(Level.Invocation)
        public void dirty() {
            ring().renew(true);
        }
    }

    /** Frames renewed, and how many of them the agent was too late for. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Late {
        /** Frames allocated and freed. */
        public long framesRenewed;
        /** Of these, zeroed when they were allocated, because the stock was empty. */
        public long stockMisses;

        final long renew(FrameRing ring) {
            long before = ring.memory().framesZeroedAtAllocation();
            long freed = ring.renew(true);
            framesRenewed += FrameRing.BATCH;
            stockMisses += ring.memory().framesZeroedAtAllocation() - before;
            return freed;
        }
    }
}
