package io.ballonet.micro.scan;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Tables of 8-byte entries. A size has a class, since the limit that a benchmark is put in relation to goes by size: the read
 * bandwidth over as many bytes.
 */
public final class EntryTables {
    private EntryTables() {}

    /** Which share is accessed, page by page, and who scans. */
    @State(Scope.Benchmark)
    public abstract static class Entries extends TableState {
        @Param({"entry", "entry-without-vectors"})
        String layout = "entry";

        @Param({"0.01", "0", "0.1", "0.5", "1"})
        double set = 0.01;

        final void open(long entries) {
            open(layout, entries, set, "page");
        }
    }

    /** 64 KiB: 32 MiB of guest memory, whose entries the first or second cache holds; for passes that change nothing. */
    public static class Steady64k extends Entries {
        @Param("8192")
        long entries = 8192;

        @Setup(Level.Trial)
        public void setUp() {
            open(entries);
        }
    }

    /** The same, its share of accessed bits restored before each pass. */
    public static class Rearmed64k extends Steady64k {
        @Setup(Level.Invocation)
        public void rearm() {
            table().rearm();
        }
    }

    /** 2 MiB: a guest of 1 GiB; for passes that change nothing. */
    public static class Steady2m extends Entries {
        @Param("262144")
        long entries = 262144;

        @Setup(Level.Trial)
        public void setUp() {
            open(entries);
        }
    }

    /** The same, its share of accessed bits restored before each pass. */
    public static class Rearmed2m extends Steady2m {
        @Setup(Level.Invocation)
        public void rearm() {
            table().rearm();
        }
    }

    /** 8 MiB: a guest of 4 GiB; for passes that change nothing. */
    public static class Steady8m extends Entries {
        @Param("1048576")
        long entries = 1048576;

        @Setup(Level.Trial)
        public void setUp() {
            open(entries);
        }
    }

    /** The same, its share of accessed bits restored before each pass. */
    public static class Rearmed8m extends Steady8m {
        @Setup(Level.Invocation)
        public void rearm() {
            table().rearm();
        }
    }

    /** 1 GiB: a guest of 512 GiB; for passes that change nothing. */
    public static class Steady1g extends Entries {
        @Param("134217728")
        long entries = 134217728;

        @Setup(Level.Trial)
        public void setUp() {
            open(entries);
        }
    }

    /** The same, its share of accessed bits restored before each pass. */
    public static class Rearmed1g extends Steady1g {
        @Setup(Level.Invocation)
        public void rearm() {
            table().rearm();
        }
    }
}
