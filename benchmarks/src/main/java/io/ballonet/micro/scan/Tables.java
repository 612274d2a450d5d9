package io.ballonet.micro.scan;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Tables of the sizes whose limits are measured: 8 MiB, which the last-level cache holds, and 1 GiB. A size has a class,
 * since the limit that a benchmark is put in relation to goes by size.
 */
public final class Tables {
    private Tables() {}

    /** 8 MiB, for passes that change nothing. */
    @State(Scope.Benchmark)
    public static class Steady8m extends TableState {
        @Param("1048576")
        long entries = 1048576;

        @Param("0.01")
        double set = 0.01;

        @Setup(Level.Trial)
        public void setUp() {
            open(entries, set);
        }
    }

    /** 1 GiB, for passes that change nothing. */
    @State(Scope.Benchmark)
    public static class Steady1g extends TableState {
        @Param("134217728")
        long entries = 134217728;

        @Param("0.01")
        double set = 0.01;

        @Setup(Level.Trial)
        public void setUp() {
            open(entries, set);
        }
    }

    /** 8 MiB, its share of accessed bits restored before each pass. */
    @State(Scope.Benchmark)
    public static class Rearmed8m extends Steady8m {
        @Setup(Level.Invocation)
        public void rearm() {
            table().rearm();
        }
    }

    /** 1 GiB, its share of accessed bits restored before each pass. */
    @State(Scope.Benchmark)
    public static class Rearmed1g extends Steady1g {
        @Setup(Level.Invocation)
        public void rearm() {
            table().rearm();
        }
    }
}
