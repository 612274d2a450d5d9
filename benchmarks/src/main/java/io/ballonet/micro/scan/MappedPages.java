package io.ballonet.micro.scan;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.peer.scan.ProcessPages;
import io.ballonet.unit.PageSize;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * A guest's memory as the kernel sees it: a private, anonymous mapping of 4 KiB pages, of which an evenly spread share is
 * touched.
 *
 * <p><b>Concurrency:</b> one thread.
 */
@State(Scope.Benchmark)
public class MappedPages {
    @Param("kernel")
    String layout = "kernel";

    /** 1 GiB of pages, 2 MiB of entries in the processor's page tables. */
    @Param("262144")
    long entries = 262144;

    @Param("1.0")
    double set = 1.0;

    private @Nullable Region region;
    private long wrongCounts;

    /** Maps the region and touches its share for the first time. */
    @Setup(Level.Trial)
    public void setUp() {
        if (!layout.equals("kernel") || !(set >= 0 && set <= 1) || entries < 1) {
            throw new IllegalArgumentException(
                    "layout must be kernel, set a share from 0 to 1, and an entry at least be there: layout=" + layout
                            + ", set=" + set + ", entries=" + entries);
        }
        region = Region.map(PageSize.bytesOf(entries));
        touch();
    }

    /** Address of the first page. */
    final long address() {
        return Objects.requireNonNull(region).address();
    }

    /** Pages that {@link #touch} touches. */
    final long touched() {
        return (long) (entries * set);
    }

    /** Writes to the share of the pages, in ascending order, so that few of them have a cached translation. */
    final void touch() {
        long first = address();
        for (long page = 0; page < entries; page++) {
            if ((long) ((page + 1) * set) > (long) (page * set)) {
                Words.set(first + PageSize.bytesOf(page), page);
            }
        }
    }

    /** Pages whose accessed bit is set, by the kernel's own count. */
    final long accessed() {
        return ProcessPages.referenced(address(), entries);
    }

    /** Notes whether a pass told {@code expected}; gives what it told back, so that JMH keeps it alive. */
    final long check(long told, long expected) {
        if (told != expected) {
            wrongCounts++;
        }
        return told;
    }

    /** Pages that the last pass should have left otherwise; none where it only reads. */
    long leftAccessed() {
        return 0;
    }

    /** Every pass must have told the pages that were touched; one that clears must have left no bit set. */
    @TearDown(Level.Trial)
    public void validate() {
        long left = leftAccessed();
        Objects.requireNonNull(region).close();
        region = null;
        if (wrongCounts != 0 || left != 0) {
            throw new IllegalStateException(
                    "passes went wrong: wrongCounts=" + wrongCounts + ", pagesLeftAccessed=" + left);
        }
    }

    /** Accessed again before each pass, and not any more after it. */
    @State(Scope.Benchmark)
    public static class Accessed extends MappedPages {
        @Setup(Level.Invocation)
        public void access() {
            touch();
        }

        @Override
        long leftAccessed() {
            return accessed();
        }
    }

    /**
     * What a pass over the whole process walks beside the region under test. Once a fork, after its first measured iteration,
     * since JMH adds up over iterations.
     */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Beside {
        /** Pages of the process in memory that are not the region's. */
        public long otherPages;

        private boolean told;

        @TearDown(Level.Iteration)
        public void count(Accessed guest, IterationParams iteration) {
            if (iteration.getType() == IterationType.MEASUREMENT && !told) {
                told = true;
                count(guest);
            }
        }

        /** Counts them; where they are most, as in the JVM that a smoke run shares, the rate says nothing. */
        void count(Accessed guest) {
            otherPages = ProcessPages.resident() - guest.touched();
        }
    }
}
