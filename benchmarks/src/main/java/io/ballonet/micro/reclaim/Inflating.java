package io.ballonet.micro.reclaim;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Before each operation every page is mapped and half of them are inactive; after it the balloon is half the guest. */
public abstract class Inflating extends BalloonState {
    /** Outside the timing. */
    @Setup(Level.Invocation)
    public void fill() {
        rig().fill(0);
        noteResident();
    }

    /** Empties the balloon again, outside the timing. */
    @TearDown(Level.Invocation)
    public void empty() {
        checkReturned();
        rig().moveTo(0);
    }

    /** The modes whose limit is taking pages back. */
    @State(Scope.Benchmark)
    public static class Unscrubbed extends Inflating {
        @Param({"metadata", "returned"})
        String mode = "metadata";

        @Setup(Level.Trial)
        public void open() {
            open(mode);
        }
    }

    /** The mode whose limit is taking pages back and zeroing them. */
    @State(Scope.Benchmark)
    public static class Scrubbed extends Inflating {
        @Param("zeroing")
        String mode = "zeroing";

        @Setup(Level.Trial)
        public void open() {
            open(mode);
        }
    }
}
