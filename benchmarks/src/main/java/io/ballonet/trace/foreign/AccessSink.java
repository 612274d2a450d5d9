package io.ballonet.trace.foreign;

/** Takes accesses in the order of a trace. */
interface AccessSink {
    /** One access, to the pages {@code [first, last]} in that order, all of them in {@code [0, PageAccess.MAX_PAGE]}. */
    void access(long first, long last, boolean isWrite);

    /** No access follows. */
    void end();
}
