package io.ballonet.paging;

import io.ballonet.frame.FrameSlots;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Host pin by page number against reclaim: the page moves from one frame to another of the same guest, and the pin must be on
 * the frame that the page leads to, never on one that it has left (I5).
 */
@JCStressTest
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "reclaimed, and the page had no frame to pin")
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "pinned, and reclaim gave way")
@Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "the pin came, saw a page in transit, and went")
@Outcome(id = "true, true", expect = Expect.FORBIDDEN, desc = "pinned a frame that was reclaimed")
@State
public class HostPinAgainstReclaimStress {
    private final long mpn = FrameSlots.take();
    private final long ppn = EntrySlots.takePage(NestedEntry.back(0, mpn));

    @Actor
    public void pin(ZZ_Result result) {
        result.r1 = EntrySlots.NESTED.pinFrame(ppn, FrameSlots.TABLE, FrameSlots.OWNER) == mpn;
    }

    /* Revoke, take the frame, and let the same guest have it again for another page: the pin must not stay on it. */
    @Actor
    public void reclaim(ZZ_Result result) {
        if (FrameSlots.TABLE.beginReclaim(mpn, FrameSlots.OWNER)) {
            EntrySlots.NESTED.revoke(ppn);
            FrameSlots.TABLE.cancelReclaim(mpn); // owned by the same guest again, no longer behind this page
            result.r2 = true;
        }
    }

    /** The same without the second look at the entry. */
    @JCStressTest
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "reclaimed, and the page had no frame to pin")
    @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "pinned, and reclaim gave way")
    @Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "neither")
    @Outcome(id = "true, true", expect = Expect.FORBIDDEN, desc = "pinned a frame that was reclaimed")
    @State
    public static class Weakened {
        private final long mpn = FrameSlots.take();
        private final long ppn = EntrySlots.takePage(NestedEntry.back(0, mpn));

        @Actor
        public void pin(ZZ_Result result) {
            long entry = EntrySlots.NESTED.entryAcquire(ppn);
            boolean isBacked = NestedEntry.state(entry) == NestedEntry.BACKED;
            result.r1 = isBacked && FrameSlots.TABLE.pin(NestedEntry.mpn(entry), FrameSlots.OWNER);
        }

        @Actor
        public void reclaim(ZZ_Result result) {
            if (FrameSlots.TABLE.beginReclaim(mpn, FrameSlots.OWNER)) {
                EntrySlots.NESTED.revoke(ppn);
                FrameSlots.TABLE.cancelReclaim(mpn);
                result.r2 = true;
            }
        }
    }
}
