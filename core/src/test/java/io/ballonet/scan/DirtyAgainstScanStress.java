package io.ballonet.scan;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Setting D against clearing A: a virtual CPU marks a page dirty while a scan clears the accessed bit of its entry. The
 * result is whether the entry is dirty at the end, and whether it is still accessed.
 */
@JCStressTest
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "dirty is kept, accessed is cleared")
@Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "the scan lost a dirty bit")
@Outcome(id = ".*, true", expect = Expect.FORBIDDEN, desc = "the clear was lost")
@State
public class DirtyAgainstScanStress {
    private final StressedEntry entry = new StressedEntry();

    @Actor
    public void write() {
        entry.setDirty();
    }

    @Actor
    public void scan() {
        entry.view().clearAccessed(0);
    }

    @Arbiter
    public void look(ZZ_Result result) {
        result.r1 = entry.isDirty();
        result.r2 = entry.view().isAccessed(0);
    }

    /** The same with a load and a store in place of the compare-and-set: it must show a lost bit. */
    @JCStressTest
    @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "dirty is kept, accessed is cleared")
    @Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "the scan lost a dirty bit")
    @Outcome(id = ".*, true", expect = Expect.FORBIDDEN, desc = "the clear was lost")
    @State
    public static class Weakened {
        private final StressedEntry entry = new StressedEntry();

        @Actor
        public void write() {
            entry.setDirty();
        }

        @Actor
        public void scan() {
            entry.clearAccessedByStore();
        }

        @Arbiter
        public void look(ZZ_Result result) {
            result.r1 = entry.isDirty();
            result.r2 = entry.view().isAccessed(0);
        }
    }
}
