package io.ballonet.micro.scan;

import io.ballonet.scan.AccessView;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A table under test, and whether every pass over it found what was put there. */
@State(Scope.Benchmark)
public abstract class TableState {
    private @Nullable AccessTable table;
    private long wrongCounts;

    /** Makes the table; called from each table's set-up, see {@link AccessTable#of}. */
    final void open(String layout, long entries, double set, String clusters) {
        table = AccessTable.of(layout, entries, set, clusters);
    }

    final AccessTable table() {
        return Objects.requireNonNull(table);
    }

    final AccessView view() {
        return table().view();
    }

    final long pages() {
        return table().pages();
    }

    /** Notes whether a pass counted right; gives the count back, so that JMH keeps it alive. */
    final long check(long accessed) {
        if (accessed != table().accessedPages()) {
            wrongCounts++;
        }
        return accessed;
    }

    /** Every pass must have found the pages that were accessed. */
    @TearDown(Level.Trial)
    public void validate() {
        table().close();
        table = null;
        if (wrongCounts != 0) {
            throw new IllegalStateException("passes counted wrong: passes=" + wrongCounts);
        }
    }
}
