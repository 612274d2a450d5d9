package io.ballonet.trace;

/** What a policy may know of a trace before it is played: only the optimum asks. */
@FunctionalInterface
public interface TraceFuture {
    /** In {@link #nextUses}: the page is not accessed again. */
    int NEVER = -1;

    /**
     * For each access, in order, which access is the next to the same page, counted from 0, or {@link #NEVER}. Shared, not a
     * copy: callers only read.
     *
     * @throws TraceException if the trace is too long to be known ahead: 4 bytes an access
     */
    int[] nextUses();
}
