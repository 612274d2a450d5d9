package io.ballonet.micro.scan;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Packed accessed bits, one a page. A size has a class, since the limit that a benchmark is put in relation to goes by size: the
 * read bandwidth over as many bytes.
 */
public final class PackedTables {
    private PackedTables() {}

    /** Which share is accessed, how it is spread, and who scans. */
    @State(Scope.Benchmark)
    public abstract static class Bits extends TableState {
        @Param({"packed", "packed-without-vectors"})
        String layout = "packed";

        @Param({"0.01", "0", "0.1", "0.5", "1"})
        double set = 0.01;

        /** {@code page}: accessed pages are scattered one by one; {@code word}: 64 neighbours at a time. */
        @Param({"page", "word"})
        String clusters = "page";

        final void open(long entries) {
            open(layout, entries, set, clusters);
        }
    }

    /** 32 KiB of bits: a guest of 1 GiB; for passes that change nothing. */
    public static class Steady32k extends Bits {
        @Param("262144")
        long entries = 262144;

        @Setup(Level.Trial)
        public void setUp() {
            open(entries);
        }
    }

    /** The same, its share of accessed bits restored before each pass. */
    public static class Rearmed32k extends Steady32k {
        @Setup(Level.Invocation)
        public void rearm() {
            table().rearm();
        }
    }

    /** 512 KiB of bits, which a second-level cache holds: a guest of 16 GiB; for passes that change nothing. */
    public static class Steady512k extends Bits {
        @Param("4194304")
        long entries = 4194304;

        @Setup(Level.Trial)
        public void setUp() {
            open(entries);
        }
    }

    /** The same, its share of accessed bits restored before each pass. */
    public static class Rearmed512k extends Steady512k {
        @Setup(Level.Invocation)
        public void rearm() {
            table().rearm();
        }
    }

    /** 32 MiB of bits: a guest of 1 TiB; for passes that change nothing. */
    public static class Steady32m extends Bits {
        @Param("268435456")
        long entries = 268435456;

        @Setup(Level.Trial)
        public void setUp() {
            open(entries);
        }
    }

    /** The same, its share of accessed bits restored before each pass. */
    public static class Rearmed32m extends Steady32m {
        @Setup(Level.Invocation)
        public void rearm() {
            table().rearm();
        }
    }
}
