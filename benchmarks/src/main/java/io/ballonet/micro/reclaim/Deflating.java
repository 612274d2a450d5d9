package io.ballonet.micro.reclaim;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Before each operation the balloon is half the guest; after it, empty. */
@State(Scope.Benchmark)
public class Deflating extends BalloonState {
    @Param({"metadata", "zeroing", "returned"})
    String mode = "metadata";

    private int missing;

    @Setup(Level.Trial)
    public void open() {
        open(mode);
    }

    /** Outside the timing. */
    @Setup(Level.Invocation)
    public void inflate() {
        rig().fill(0);
        rig().moveTo(moved);
        missing = rig().rememberMissing();
    }

    /** Virtual pages that the balloon took. */
    int missing() {
        return missing;
    }
}
