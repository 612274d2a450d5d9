package io.ballonet.micro.reclaim;

import io.ballonet.frame.Zeroing;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A guest of 64 MiB on live threads, half of it inactive at first, with an empty balloon between operations. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the fields up
public class LiveBalloon {
    private static final int PAGES = 1 << 14;

    private int pages = PAGES;
    private BalloonRig rig;

    /** A guest of another size, for tests. */
    void use(int guestPages) {
        pages = guestPages;
    }

    @Setup(Level.Trial)
    public void open() {
        rig = new BalloonRig(pages, Zeroing.AT_ALLOCATION, true);
        rig.fill(0);
    }

    BalloonRig rig() {
        return rig;
    }

    /** Takes pages, gives them back, and touches what is not mapped; returns how much that was. */
    int roundTrip(int moved) {
        rig.moveTo(moved);
        rig.moveTo(0);
        return touchMissing();
    }

    /** Touches what the balloon took; returns how much that was. */
    int touchMissing() {
        int missing = rig.rememberMissing();
        rig.touchMissing(missing);
        return missing;
    }

    /** Holds I1 to I7, then frees everything. */
    @TearDown(Level.Trial)
    public void close() {
        try {
            rig.moveTo(0);
            rig.validate();
        } finally {
            rig.close();
        }
    }
}
