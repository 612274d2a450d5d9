package io.ballonet.paging;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/**
 * The guest entry against revocation: a walk that writes sets A and D while the guest pins the page. The result is whether the
 * walk went on, and whether the entry is pinned, and dirty, at the end: a walk that went on must have left D (I6), and the pin
 * must stand (I4).
 */
@JCStressTest
@Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE, desc = "the access came first, and the pin sees its D")
@Outcome(id = "false, true, false", expect = Expect.ACCEPTABLE, desc = "the pin came first, and the walk faults")
@Outcome(expect = Expect.FORBIDDEN, desc = "a write without D, D without a write, or a lost pin")
@State
public class GuestEntryAgainstRevocationStress {
    static final long USED = GuestEntry.ACCESSED | GuestEntry.DIRTY;

    private final long offset = EntrySlots.takeLeaf(GuestEntry.present(9, true));

    /* As the loop of Mmu.translate: against the entry that was read, or over again. */
    @Actor
    public void walk(ZZZ_Result result) {
        for (; ; ) {
            long entry = EntrySlots.TABLES.entryAcquire(offset); // pairs with the pin's compare-and-set
            if (!GuestEntry.isPresent(entry)) {
                return;
            }
            if (EntrySlots.TABLES.cas(offset, entry, entry | USED)) {
                result.r1 = true;
                return;
            }
        }
    }

    @Actor
    public void pin() {
        pinEntry(offset);
    }

    @Arbiter
    public void look(ZZZ_Result result) {
        lookAt(offset, result);
    }

    static void pinEntry(long offset) {
        long entry;
        do {
            entry = EntrySlots.TABLES.entryAcquire(offset);
        } while (!EntrySlots.TABLES.cas(offset, entry, GuestEntry.pin(entry)));
    }

    static void lookAt(long offset, ZZZ_Result result) {
        long entry = EntrySlots.TABLES.entryAcquire(offset);
        result.r2 = GuestEntry.isPinned(entry);
        result.r3 = GuestEntry.isDirty(entry);
    }

    /** The same with a load and a store in place of the walk's compare-and-set. */
    @JCStressTest
    @Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE, desc = "the access came first")
    @Outcome(id = "false, true, false", expect = Expect.ACCEPTABLE, desc = "the pin came first")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a write without D, D without a write, or a lost pin")
    @State
    public static class Weakened {
        private final long offset = EntrySlots.takeLeaf(GuestEntry.present(9, true));

        @Actor
        public void walk(ZZZ_Result result) {
            long entry = EntrySlots.TABLES.entryAcquire(offset);
            if (GuestEntry.isPresent(entry)) {
                EntrySlots.TABLES.setRelease(offset, entry | USED);
                result.r1 = true;
            }
        }

        @Actor
        public void pin() {
            pinEntry(offset);
        }

        @Arbiter
        public void look(ZZZ_Result result) {
            lookAt(offset, result);
        }
    }
}
