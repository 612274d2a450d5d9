package io.ballonet.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.unit.PageSize;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Generations, participants and what they forget, on one thread. */
class ShootdownTest {
    private static final int CPUS = 3;
    private static final long FRAME = 0x7000_0000_0000L;
    private static final int TLB_ENTRIES = 64;

    private final Shootdown shootdown = new Shootdown(CPUS);
    private final SoftTlb tlb = new SoftTlb(TLB_ENTRIES);

    @AfterEach
    void close() {
        tlb.close();
        shootdown.close();
    }

    private Shootdown.Participant inside(String name) {
        Shootdown.Participant participant = shootdown.register(name);
        participant.enter(tlb);
        tlb.setInside(true);
        return participant;
    }

    private void fillAll() {
        for (long vpn = 0; vpn < TLB_ENTRIES; vpn++) {
            tlb.fill(PageSize.bytesOf(vpn), FRAME, true);
        }
    }

    private boolean isCached(long vpn) {
        return tlb.lookupRead(PageSize.bytesOf(vpn)) != 0;
    }

    @Test
    void generationIsCompleteWhileNobodyIsInside() {
        Shootdown.Participant cpu = shootdown.register("cpu");
        assertTrue(shootdown.isComplete(shootdown.begin()));
        cpu.enter();
        cpu.exit();
        assertTrue(shootdown.isComplete(shootdown.begin()));
        assertTrue(shootdown.isComplete(shootdown.begin(5)));
    }

    @Test
    void participantInsideHoldsUpUntilItPolls() {
        Shootdown.Participant cpu = inside("cpu");
        long generation = shootdown.begin();
        assertFalse(shootdown.isComplete(generation));
        assertEquals("cpu", shootdown.laggard(generation));
        assertTrue(cpu.poll(tlb));
        assertTrue(shootdown.isComplete(generation));
        assertFalse(cpu.poll(tlb), "nothing new");
    }

    @Test
    void participantThatLeavesOrComesLaterHoldsNothingUp() {
        Shootdown.Participant leaves = inside("leaves");
        Shootdown.Participant comes = shootdown.register("comes");
        long generation = shootdown.begin();
        comes.enter();
        assertEquals("leaves", shootdown.laggard(generation));
        leaves.exit();
        assertTrue(shootdown.isComplete(generation));
        assertTrue(comes.isInside());
        assertFalse(leaves.isInside());
    }

    @Test
    void generationsArePipelined() {
        Shootdown.Participant first = inside("first");
        Shootdown.Participant second = inside("second");
        long one = shootdown.begin();
        first.poll(tlb);
        long two = shootdown.begin();
        assertEquals("second", shootdown.laggard(one));
        second.poll(tlb);
        assertTrue(shootdown.isComplete(one));
        assertEquals("first", shootdown.laggard(two));
        first.poll(tlb);
        assertTrue(shootdown.isComplete(two));
        assertTrue(two > one);
    }

    @Test
    void pollForgetsSinglePagesAndKeepsTheRest() {
        Shootdown.Participant cpu = inside("cpu");
        fillAll();
        shootdown.begin(3);
        shootdown.begin(7);
        cpu.poll(tlb);
        for (long vpn = 0; vpn < TLB_ENTRIES; vpn++) {
            assertEquals(vpn != 3 && vpn != 7, isCached(vpn), "vpn=" + vpn);
        }
    }

    @Test
    void enteringForgetsWhatWasRevokedMeanwhile() {
        Shootdown.Participant cpu = inside("cpu");
        fillAll();
        tlb.setInside(false);
        cpu.exit();
        shootdown.begin(9);
        cpu.enter(tlb);
        tlb.setInside(true);
        assertFalse(isCached(9));
        assertTrue(isCached(8));
    }

    @Test
    void revocationOfEverythingForgetsEverything() {
        Shootdown.Participant cpu = inside("cpu");
        fillAll();
        shootdown.begin(3);
        shootdown.begin();
        shootdown.begin(4);
        cpu.poll(tlb);
        for (long vpn = 0; vpn < TLB_ENTRIES; vpn++) {
            assertFalse(isCached(vpn), "vpn=" + vpn);
        }
    }

    @Test
    void participantThatIsFarBehindForgetsWhatWasRevokedWhateverTheLogStillHolds() {
        Shootdown.Participant cpu = inside("cpu");
        for (int behind = 1; behind <= 40; behind++) {
            fillAll();
            for (long vpn = 0; vpn < behind; vpn++) {
                shootdown.begin(vpn);
            }
            cpu.poll(tlb);
            for (long vpn = 0; vpn < behind; vpn++) {
                assertFalse(isCached(vpn), "behind=" + behind + ", vpn=" + vpn);
            }
        }
    }

    @Test
    void largestPageFitsTheLog() {
        Shootdown.Participant cpu = inside("cpu");
        long vpn = GuestPageTables.MAX_VPN;
        tlb.fill(PageSize.bytesOf(vpn), FRAME, true);
        tlb.fill(PageSize.bytesOf(3), FRAME, true);
        shootdown.begin(vpn);
        cpu.poll(tlb);
        assertFalse(isCached(vpn));
        assertTrue(isCached(3));
    }

    @Test
    void boundedWaitNamesWhoeverDoesNotPoll() {
        inside("slow");
        long generation = shootdown.begin();
        assertEquals("slow", shootdown.await(generation, 0));
        assertEquals("slow", shootdown.await(generation, 100_000));
    }

    @Test
    void waitEndsWhenTheLastHasPolled() throws InterruptedException {
        Shootdown.Participant cpu = inside("cpu");
        long generation = shootdown.begin();
        Thread poller = new Thread(() -> cpu.poll(tlb));
        poller.start();
        assertNull(shootdown.await(generation, Long.MAX_VALUE));
        poller.join();
    }

    @Test
    void oneParticipantTooManyIsRefused() {
        shootdown.register("a");
        shootdown.register("b");
        shootdown.register("last");
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> shootdown.register("c"));
        assertTrue(String.valueOf(thrown.getMessage()).contains("name=c"), thrown.getMessage());
        assertEquals(CPUS, shootdown.participants());
    }
}
