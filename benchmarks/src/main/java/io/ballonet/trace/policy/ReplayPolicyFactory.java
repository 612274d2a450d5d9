package io.ballonet.trace.policy;

import io.ballonet.trace.TraceFuture;
import io.ballonet.unit.Contender;

/** Makes policies of one kind; the unit of {@link ReplayPolicies#REGISTRY}. */
public interface ReplayPolicyFactory extends Contender {
    /** Most frames that {@link #create} takes: half a TiB of pages; policies that remember know of twice as many pages. */
    int MAX_FRAMES = 1 << 27;

    /**
     * A policy with every frame empty, to play the trace of that {@code future} and nothing else. Only a policy that looks ahead
     * asks the future anything.
     *
     * @param frames at least 1; the caller need not pass more than the trace has distinct pages, since no policy evicts
     *     before its frames are full
     * @throws IllegalArgumentException if {@code frames} is not in {@code [1, MAX_FRAMES]}
     */
    ReplayPolicy create(TraceFuture future, int frames);
}
