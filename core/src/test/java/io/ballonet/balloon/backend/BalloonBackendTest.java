package io.ballonet.balloon.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.balloon.backend.ScriptedDriver.Answer;
import io.ballonet.channel.BalloonChannel;
import io.ballonet.channel.BalloonChannels;
import io.ballonet.channel.GuestStatistic;
import io.ballonet.channel.MessageType;
import io.ballonet.channel.PageEntry;
import io.ballonet.frame.FrameState;
import io.ballonet.frame.MachineMemory;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.paging.NestedEntry;
import io.ballonet.paging.NestedTable;
import io.ballonet.paging.Shootdown;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The host's end of a balloon against a driver that a test scripts, message by message. */
class BalloonBackendTest {
    private static final int GUEST = 7;
    private static final long PAGES = 64;
    private static final long FOREVER_NS = Long.MAX_VALUE;

    private final NestedTable nested = new NestedTable(PAGES);
    private final Shootdown shootdown = new Shootdown(4);
    private final MachineMemory memory = MachineMemory.metadataOnly(PAGES, 1, FrameAllocators.BITMAP);
    private final BalloonChannel channel = BalloonChannels.ONE_TO_ONE.create();
    private final ScriptedDriver driver = new ScriptedDriver(channel.driver());
    private BalloonBackend backend = newBackend(FOREVER_NS);

    private BalloonBackend newBackend(long graceTimeoutNs) {
        return new BalloonBackend(GUEST, 0, channel.host(), nested, shootdown, memory, graceTimeoutNs);
    }

    @BeforeEach
    void openSession() {
        driver.reset(1);
        poll();
        assertEquals(MessageType.RESET_ACK, only().type());
    }

    @AfterEach
    void close() {
        backend.close();
        driver.close();
        channel.close();
        memory.close();
        shootdown.close();
        nested.close();
    }

    private void poll() {
        for (int i = 0; i < 8; i++) {
            backend.doWork();
        }
    }

    private Answer only() {
        List<Answer> answers = driver.answers();
        assertEquals(1, answers.size(), () -> "" + answers);
        return answers.getFirst();
    }

    private long back(long ppn) {
        long mpn = memory.allocate(GUEST, 0);
        assertTrue(nested.cas(ppn, nested.entryAcquire(ppn), NestedEntry.back(nested.entryAcquire(ppn), mpn)));
        return mpn;
    }

    private int state(long ppn) {
        return NestedEntry.state(nested.entryAcquire(ppn));
    }

    /** What the fault handler does when a virtual CPU touches a ballooned page. */
    private void touchBallooned(long ppn) {
        assertEquals(NestedEntry.BALLOONED, state(ppn));
        back(ppn);
    }

    @Test
    void inflateTakesTheFrameAndAnswersWithAStatusForEachPage() {
        long mpn = back(3);
        long pinned = back(4);
        assertTrue(memory.table().pin(pinned, GUEST));
        driver.inflate(1, 3, 4, 5, PAGES, PageEntry.MAX_PAGE);
        poll();
        assertEquals(
                List.of(
                        PageEntry.OK,
                        PageEntry.REFUSED_PINNED,
                        PageEntry.OK_UNBACKED,
                        PageEntry.REFUSED_RANGE,
                        PageEntry.REFUSED_RANGE),
                only().statuses());
        assertTrue(memory.isFree(mpn));
        assertFalse(memory.isFree(pinned), "I5");
        assertEquals(NestedEntry.BACKED, state(4));
        assertEquals(2, backend.size());
        assertEquals(3, backend.report().refused());
        backend.validate();
    }

    @Test
    void pageTwiceInOneMessageIsTakenOnce() {
        back(3);
        driver.inflate(1, 3, 3, 5, 5);
        poll();
        Answer answer = only();
        assertEquals(PageEntry.OK, answer.status(0));
        assertEquals(PageEntry.REFUSED_BUSY, answer.status(1));
        assertEquals(PageEntry.OK_UNBACKED, answer.status(2));
        assertEquals(PageEntry.REFUSED_BALLOONED, answer.status(3));
        assertEquals(PAGES, memory.freeFrames());
        backend.validate();
    }

    @Test
    void statusesThatAGuestSendsAreIgnored() {
        back(3);
        driver.send(
                MessageType.INFLATE, 1, PageEntry.of(3, PageEntry.OK), PageEntry.of(4, 0xFFF), PageEntry.of(5, 0x123));
        poll();
        assertEquals(List.of(PageEntry.OK, PageEntry.OK_UNBACKED, PageEntry.OK_UNBACKED), only().statuses());
        assertEquals(3, backend.size());
        backend.validate();
    }

    @Test
    void deflateOfWhatIsNotBallooonedIsRefused() {
        back(3);
        driver.inflate(1, 5);
        driver.deflate(1, 3, 4, 5, 5, PAGES + 1);
        poll();
        List<Answer> answers = driver.answers();
        assertEquals(MessageType.DEFLATE_ACK, answers.get(1).type());
        assertEquals(
                List.of(
                        PageEntry.REFUSED_NOT_BALLOONED,
                        PageEntry.REFUSED_NOT_BALLOONED,
                        PageEntry.OK,
                        PageEntry.REFUSED_NOT_BALLOONED,
                        PageEntry.REFUSED_RANGE),
                answers.get(1).statuses());
        assertEquals(0, backend.size());
        assertEquals(NestedEntry.BACKED, state(3));
        backend.validate();
    }

    @Test
    void messagesOfAnotherSessionAreDroppedAndCounted() {
        back(3);
        driver.inflate(2, 3);
        driver.deflate(0, 3);
        driver.inflate(-1, 3);
        poll();
        assertEquals(List.of(), driver.answers());
        assertEquals(NestedEntry.BACKED, state(3));
        assertEquals(3, backend.report().staleMessages());
    }

    @Test
    void nothingIsTakenBeforeTheFirstReset() {
        try (BalloonChannel fresh = BalloonChannels.ONE_TO_ONE.create();
                ScriptedDriver early = new ScriptedDriver(fresh.driver());
                BalloonBackend other = new BalloonBackend(GUEST, 0, fresh.host(), nested, shootdown, memory, 1)) {
            back(3);
            early.inflate(0, 3);
            early.inflate(1, 3);
            for (int i = 0; i < 4; i++) {
                other.doWork();
            }
            assertEquals(List.of(), early.answers());
            assertFalse(other.hasDriver());
            assertEquals(NestedEntry.BACKED, state(3));
        }
    }

    @Test
    void frameIsNotFreeUntilTheLastVirtualCpuHasPolled() {
        long mpn = back(3);
        Shootdown.Participant cpu = shootdown.register("cpu0");
        cpu.enter();
        driver.inflate(1, 3);
        poll();
        assertFalse(memory.isFree(mpn), "I2");
        assertEquals(NestedEntry.IN_TRANSIT, state(3));
        assertEquals(FrameState.RECLAIMING, FrameState.state(memory.table().stateAcquire(mpn)));
        assertEquals(List.of(), driver.answers());
        assertFalse(backend.isQuiescent());
        cpu.exit();
        poll();
        assertTrue(memory.isFree(mpn));
        assertEquals(PageEntry.OK, only().status(0));
        assertTrue(backend.isQuiescent());
    }

    @Test
    void stalledVirtualCpuIsNamedOnceAndItsFramesStayTaken() {
        backend.close();
        backend = newBackend(0);
        driver.reset(1);
        poll();
        driver.answers();
        long mpn = back(3);
        Shootdown.Participant cpu = shootdown.register("a/cpu9");
        cpu.enter();
        driver.inflate(1, 3);
        poll();
        poll();
        assertEquals("a/cpu9", backend.laggard());
        assertEquals(1, backend.report().stalls());
        assertFalse(memory.isFree(mpn));
        cpu.exit();
        poll();
        assertEquals("", backend.laggard());
        assertTrue(memory.isFree(mpn));
    }

    @Test
    void batchesArePipelinedBehindAVirtualCpuAndAnsweredInOrder() {
        Shootdown.Participant cpu = shootdown.register("cpu0");
        for (long ppn = 0; ppn < 20; ppn++) {
            back(ppn);
        }
        cpu.enter();
        for (long ppn = 0; ppn < 20; ppn++) {
            assertTrue(driver.inflate(1, ppn));
        }
        poll();
        assertEquals(PAGES - 20, memory.freeFrames());
        cpu.exit();
        poll();
        List<Answer> answers = driver.answers();
        assertEquals(
                LongStream.range(0, 20).boxed().toList(),
                answers.stream()
                        .map(a -> PageEntry.page(a.entries().getFirst()))
                        .toList());
        assertEquals(PAGES, memory.freeFrames());
        backend.validate();
    }

    @Test
    void resetWaitsForBatchesInFlightAndEmptiesTheBook() {
        Shootdown.Participant cpu = shootdown.register("cpu0");
        back(3);
        cpu.enter();
        driver.inflate(1, 3, 5);
        driver.reset(2);
        driver.inflate(2, 6);
        poll();
        assertEquals(List.of(), driver.answers());
        cpu.exit();
        poll();
        List<Answer> answers = driver.answers();
        assertEquals(
                List.of(MessageType.INFLATE_ACK, MessageType.RESET_ACK, MessageType.INFLATE_ACK),
                answers.stream().map(Answer::type).toList());
        assertEquals(List.of(1, 2, 2), answers.stream().map(Answer::session).toList());
        assertEquals(1, backend.size());
        assertEquals(NestedEntry.UNBACKED, state(3));
        assertEquals(NestedEntry.UNBACKED, state(5));
        assertEquals(PAGES, memory.freeFrames());
        backend.validate();
    }

    @Test
    void touchedBallooonedPageIsPoppedFromTheBook() {
        driver.inflate(1, 3, 4);
        poll();
        driver.answers();
        touchBallooned(3);
        backend.popped(3);
        poll();
        Answer answer = only();
        assertEquals(MessageType.POPPED, answer.type());
        assertEquals(3, PageEntry.page(answer.entries().getFirst()));
        assertEquals(1, backend.size());
        assertEquals(1, backend.report().popped());
        driver.deflate(1, 3);
        poll();
        assertEquals(PageEntry.REFUSED_NOT_BALLOONED, only().status(0));
        backend.validate();
    }

    /** The fault handler changes the entry first and reports second; a reset may come between the two. */
    @Test
    void popThatIsReportedAfterAResetDoesNotMakeTheBookNegative() {
        driver.inflate(1, 3, 4);
        poll();
        driver.answers();
        touchBallooned(3);
        driver.reset(2);
        poll();
        backend.popped(3);
        poll();
        assertEquals(0, backend.size());
        backend.validate();
    }

    @Test
    void fullRingDownHoldsUpThisGuestAndLosesNoAnswer() {
        int sent = 0;
        int answered = 0;
        long[] pages = LongStream.range(0, PAGES).toArray();
        for (int round = 0; round < 400; round++) {
            sent += driver.inflate(1, pages) ? 1 : 0;
            sent += driver.deflate(1, pages) ? 1 : 0;
            backend.doWork();
        }
        for (int round = 0; round < 400; round++) {
            answered += driver.answers().size();
            backend.doWork();
        }
        assertEquals(sent, answered);
        assertTrue(backend.isQuiescent());
        backend.validate();
    }

    @Test
    void statisticsAreKeptAndThoseOfAnotherLengthAreNot() {
        long[] values = new long[GuestStatistic.values().length];
        values[GuestStatistic.FREE_PAGES.index()] = 41;
        driver.send(MessageType.STATISTICS, 1, values);
        poll();
        assertEquals(41, backend.statistic(GuestStatistic.FREE_PAGES));
        driver.send(MessageType.STATISTICS, 1, 1, 2);
        driver.send(MessageType.STATISTICS, 1);
        poll();
        assertEquals(41, backend.statistic(GuestStatistic.FREE_PAGES));
        assertEquals(List.of(), driver.answers());
    }
}
