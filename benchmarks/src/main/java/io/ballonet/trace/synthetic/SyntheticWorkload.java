package io.ballonet.trace.synthetic;

import io.ballonet.trace.PageTrace;
import io.ballonet.unit.Contender;

/** A pattern of accesses; the unit of {@link SyntheticWorkloads#REGISTRY}. <b>Threads:</b> any; it keeps no state. */
public interface SyntheticWorkload extends Contender {
    /**
     * A trace of that pattern: equal arguments give equal traces.
     *
     * @param size how large and how long it is
     * @param seed of the pages' order, of what is random, and of which accesses write
     */
    PageTrace generate(TraceSize size, long seed);
}
