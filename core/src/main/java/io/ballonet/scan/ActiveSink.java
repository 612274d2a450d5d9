package io.ballonet.scan;

/** Receives the pages that a pass takes for active, 64 at a time. */
@FunctionalInterface
public interface ActiveSink {
    /**
     * Pages {@code 64 word + i} of the set bits {@code i}, at least one. Words come in no particular order, each at most once
     * a pass.
     */
    void active(long word, long bits);
}
