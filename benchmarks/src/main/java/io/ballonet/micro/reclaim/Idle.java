package io.ballonet.micro.reclaim;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A balloon that has reached its target, and nothing to do. */
@State(Scope.Benchmark)
public class Idle extends BalloonState {
    @Setup(Level.Trial)
    public void open() {
        open(ReclaimMode.METADATA.label());
        rig().fill(0);
        rig().moveTo(moved);
    }
}
