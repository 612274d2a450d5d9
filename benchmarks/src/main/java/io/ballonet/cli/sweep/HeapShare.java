package io.ballonet.cli.sweep;

import io.ballonet.trace.policy.ReplayPolicies;
import io.ballonet.unit.Role;
import java.util.HashSet;
import java.util.Set;

/**
 * How much of the Java heap the cells that run at once may take, by estimates on the safe side. Traces that are kept in memory have a
 * part of their own.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class HeapShare {
    /* A quarter of the heap holds traces, which doubles for a moment while one grows; the rest is for what is estimated wrongly. */
    private static final double TRACES = 0.25;
    private static final double CELLS = 0.45;
    /* Policies that remember evicted pages know of twice as many as they hold: tags, numbers, lists. */
    private static final long BYTES_A_FRAME = 112;
    private static final long BYTES_A_CELL = 1 << 16;
    /* When each page is used next, and where each was used last while that is found out. */
    private static final long FUTURE_BYTES_AN_ACCESS = 4;
    private static final long FUTURE_BYTES_A_PAGE = 64;
    /* A bit an access, in words, and the levels above. */
    private static final long ACCESSES_A_BYTE = 7;

    private final long all;
    private long free;
    /** Traces whose future is held: it is shared by their cells, and kept until the last is done. */
    private final Set<TraceIdentity> futures = new HashSet<>();

    /** For cells in a heap of so many bytes. */
    HeapShare(long heapBytes) {
        all = Math.round(heapBytes * CELLS);
        free = all;
    }

    /** Accesses that each of so many traces may keep in such a heap. */
    static int keptAccesses(long heapBytes, int traces) {
        return (int) Math.min(Integer.MAX_VALUE - 8, Math.round(heapBytes * TRACES / Long.BYTES / traces));
    }

    /** Bytes that a cell takes by itself. */
    static long bytes(Cell cell) {
        long frames = Math.min(cell.frames(), cell.trace().distinctPages());
        return BYTES_A_CELL
                + BYTES_A_FRAME * frames
                + (looksAhead(cell) ? cell.trace().accesses() / ACCESSES_A_BYTE : 0);
    }

    private static boolean looksAhead(Cell cell) {
        return ReplayPolicies.REGISTRY.named(cell.policy()).role() == Role.OPTIMUM;
    }

    private static long futureBytes(TraceIdentity trace) {
        return FUTURE_BYTES_AN_ACCESS * trace.accesses() + FUTURE_BYTES_A_PAGE * trace.distinctPages();
    }

    /** True, and the memory is taken, if there is room for a task and the future that it needs. */
    boolean take(SweepTask task) {
        boolean newFuture = task.cells().stream().anyMatch(HeapShare::looksAhead)
                && !futures.contains(task.trace().identity());
        long bytes = task.bytes() + (newFuture ? futureBytes(task.trace().identity()) : 0);
        if (bytes > free) {
            return false;
        }
        free -= bytes;
        if (newFuture) {
            futures.add(task.trace().identity());
        }
        return true;
    }

    /** Gives back what a task took by itself. */
    void give(SweepTask task) {
        free += task.bytes();
    }

    /** Gives back the future of a trace, if it is held. */
    void give(TraceIdentity trace) {
        if (futures.remove(trace)) {
            free += futureBytes(trace);
        }
    }

    long allBytes() {
        return all;
    }
}
