package io.ballonet.paging;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.unit.CacheLine;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Entering the guest against revoking a mapping (I2): either the revoker sees the participant inside and waits, or the
 * participant sees the revoked entry. The result is whether the participant found the page backed, and whether the grace
 * period was complete at once.
 */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true", "false, false"},
        expect = Expect.ACCEPTABLE,
        desc = "nobody uses what is free")
@Outcome(id = "true, true", expect = Expect.FORBIDDEN, desc = "a stale translation while the frame is being freed")
@State
public class ShootdownEntryStress {
    private final Shootdown shootdown = ShootdownSlots.take();
    private final Shootdown.Participant participant = shootdown.register("cpu");
    private final long ppn = EntrySlots.takePage(NestedEntry.back(0, 9));

    @Actor
    public void enter(ZZ_Result result) {
        participant.enter();
        result.r1 = NestedEntry.state(EntrySlots.NESTED.entryAcquire(ppn)) == NestedEntry.BACKED;
    }

    @Actor
    public void revoke(ZZ_Result result) {
        EntrySlots.NESTED.revoke(ppn);
        result.r2 = shootdown.isComplete(shootdown.begin());
    }

    /** The same with a state that is stored without the fence of {@code enter}. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true", "false, false"},
            expect = Expect.ACCEPTABLE,
            desc = "nobody uses what is free")
    @Outcome(id = "true, true", expect = Expect.FORBIDDEN, desc = "a stale translation while the frame is being freed")
    @State
    public static class Weakened {
        private static final Region STATES = Region.mapHuge((long) (1 << 16) * CacheLine.SPACING);
        private static final AtomicLong NEXT = new AtomicLong();

        private final long state = fresh();
        private final long ppn = EntrySlots.takePage(NestedEntry.back(0, 9));

        private static long fresh() {
            long address = STATES.address() + (NEXT.getAndIncrement() & (1 << 16) - 1) * CacheLine.SPACING;
            Words.set(address, 0);
            return address;
        }

        @Actor
        public void enter(ZZ_Result result) {
            Words.setRelease(state, 1); // the fault: nothing keeps the load below behind it
            result.r1 = NestedEntry.state(EntrySlots.NESTED.entryAcquire(ppn)) == NestedEntry.BACKED;
        }

        @Actor
        public void revoke(ZZ_Result result) {
            EntrySlots.NESTED.revoke(ppn);
            Words.fullFence();
            result.r2 = Words.getAcquire(state) == 0;
        }
    }
}
