package io.ballonet.micro.alloc;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts allocations that found nothing: a run that has any did not measure what it says. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Shortage {
    /** Frames asked for and not given. */
    public long noFrame;
}
