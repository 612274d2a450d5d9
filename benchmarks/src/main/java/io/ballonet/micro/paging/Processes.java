package io.ballonet.micro.paging;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Processes whose pages the TLB holds, and one whose pages it does not. */
public final class Processes {
    private Processes() {}

    /** A walker and the way it goes. */
    @State(Scope.Thread)
    public abstract static class Visit {
        @Param({"independent", "dependent"})
        String chain = "independent";

        private @Nullable Walker walker;
        private boolean isDependent;

        final void open(int pages) {
            isDependent = chain.equals("dependent");
            if (!isDependent && !chain.equals("independent")) {
                throw new IllegalArgumentException("chain must be independent or dependent: chain=" + chain);
            }
            walker = new Walker(pages);
        }

        final Walker walker() {
            return Objects.requireNonNull(walker);
        }

        final long visit(Walks walks) {
            long before = walker().walks();
            long read = isDependent ? walker().dependent() : walker().independent();
            walks.loads += Walker.LOADS;
            walks.walks += walker().walks() - before;
            return read;
        }

        final long visitRaw() {
            return isDependent ? walker().dependentRaw() : walker().independentRaw();
        }

        /** Both kinds of load must find the same. */
        @TearDown(Level.Trial)
        public void close() {
            walker().close();
            walker = null;
        }
    }

    /** Within the reach of the TLB. */
    public static class Near extends Visit {
        @Param({"8", "1024"})
        int pages = 8;

        @Setup(Level.Trial)
        public void setUp() {
            open(pages);
        }
    }

    /** Sixteen times the reach of the TLB. */
    public static class Far extends Visit {
        @Param("16384")
        int pages = 16384;

        @Setup(Level.Trial)
        public void setUp() {
            open(pages);
        }
    }

    /** Loads, and those of them that walked the tables. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Walks {
        public long loads;
        public long walks;
    }
}
