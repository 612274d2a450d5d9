package io.ballonet.trace.foreign;

/** Makes one access of a run of accesses to one page: a write if any of them was. One thread at a time. */
final class ConsecutiveMerger implements AccessSink {
    private static final long NONE = -1;

    private final AccessSink target;
    private long page = NONE;
    private boolean isWritten;

    ConsecutiveMerger(AccessSink target) {
        this.target = target;
    }

    @Override
    public void access(long first, long last, boolean isWrite) {
        for (long accessed = first; accessed <= last; accessed++) {
            if (accessed == page) {
                isWritten |= isWrite;
            } else {
                flush();
                page = accessed;
                isWritten = isWrite;
            }
        }
    }

    @Override
    public void end() {
        flush();
        target.end();
    }

    private void flush() {
        if (page != NONE) {
            target.access(page, page, isWritten);
        }
    }
}
