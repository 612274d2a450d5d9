package io.ballonet.micro.reclaim;

import io.ballonet.unit.PageSize;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A {@link BalloonRig} of 1 GiB or 64 MiB, stepped, and what each of its states has in common. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the fields up
public abstract class BalloonState {
    /* Rounds until the compiler is done: a JMH warm-up in a short profile would end in the middle of it. */
    private static final int WARM_UP_ROUNDS = 8;
    /* Of what must leave the resident set; the rest is the process's own coming and going. */
    private static final double RETURNED_AT_LEAST = 0.9;

    /** Pages that an operation moves: half of the guest's. */
    @Param({"131072", "8192"})
    int moved = 131_072;

    private BalloonRig rig;
    private ReclaimMode mode;
    private long residentBefore;

    void open(String modeName) {
        mode = ReclaimMode.named(modeName);
        rig = new BalloonRig(2 * moved, mode.zeroing(), false);
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            rig.fill(0);
            rig.moveTo(moved);
            rig.moveTo(0);
        }
    }

    BalloonRig rig() {
        return rig;
    }

    void noteResident() {
        if (mode == ReclaimMode.RETURNED) {
            residentBefore = ResidentSet.bytes();
        }
    }

    /** Holds that what the balloon took has left the resident set, where the mode says so. */
    void checkReturned() {
        if (mode == ReclaimMode.RETURNED) {
            long returned = residentBefore - ResidentSet.bytes();
            if (returned < PageSize.bytesOf(moved) * RETURNED_AT_LEAST) {
                throw new IllegalStateException("memory was not given back: reclaimedBytes=" + PageSize.bytesOf(moved)
                        + ", residentBytesLess=" + returned);
            }
        }
    }

    /** Holds I1 to I7, then frees everything. */
    @TearDown(Level.Trial)
    public void close() {
        try {
            rig.validate();
        } finally {
            rig.close();
        }
    }
}
