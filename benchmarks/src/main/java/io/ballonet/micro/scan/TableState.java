package io.ballonet.micro.scan;

import io.ballonet.scan.AccessView;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A table under test, and whether every pass over it found what was put there. */
@State(Scope.Benchmark)
public abstract class TableState {
    @Param("entry")
    String layout = "entry";

    private @Nullable EntryTable table;
    private long wrongCounts;

    /** Makes the table; called from each table's set-up with its size and its share. */
    final void open(long entries, double set) {
        table = new EntryTable(layout, entries, set);
    }

    final EntryTable table() {
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
