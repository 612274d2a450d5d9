package io.ballonet.micro.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.micro.LatencyCounters;
import io.ballonet.micro.limit.Companion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the benchmarks of pins once, small, and holds that what they time is what they say. */
class PinTest {
    private final PinState.Refusals refusals = new PinState.Refusals();
    private final PinState.Toucher toucher = new PinState.Toucher();

    @ParameterizedTest
    @ValueSource(strings = {"guest", "host"})
    void everyPairIsTakenAndGivenBack(String pin) {
        PinState.PerThread tables = new PinState.PerThread();
        tables.pin = pin;
        tables.setUp(2);
        PinState.Own own = new PinState.Own();
        own.setUp(1);
        PinPair benchmark = new PinPair();
        assertEquals(0, benchmark.pairPrivate(tables, own, refusals));
        assertEquals(0, benchmark.pairPrivateOfTwo(tables, own, refusals));
        assertEquals(0, benchmark.pairSame(tables, refusals));
        assertEquals(0, benchmark.lookOnly(tables, own));
        assertEquals(0, refusals.alreadyPinned);
        tables.close();
    }

    @Test
    void guestPinKeepsAWalkOutAndAHostPinDoesNot() {
        assertEquals(0, reachedWhilePinned("guest"));
        assertEquals(PinState.Toucher.TOUCHES, reachedWhilePinned("host"));
    }

    private int reachedWhilePinned(String pin) {
        PinnedPages pages = new PinnedPages(pin, 1);
        pages.pin(0);
        int reached = toucher.touch(pages);
        assertThrows(IllegalStateException.class, pages::validate, "a pin that was not given back");
        pages.unpin(0);
        pages.close();
        return reached;
    }

    @Test
    void unknownPinIsRefused() {
        PinState.Shared shared = new PinState.Shared();
        shared.pin = "safety";
        assertThrows(IllegalArgumentException.class, shared::setUp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"guest", "host"})
    void passClearsWhatWasTouched(String pin) {
        PinState.Shared shared = shared(pin, 256);
        PinWhileScanned benchmark = new PinWhileScanned();
        assertEquals(PinState.Toucher.TOUCHES, benchmark.touch(shared, toucher));
        long accessed = shared.pages().countAccessed(0, 256);
        assertTrue(accessed > PinState.Toucher.TOUCHES / 2, "accessed=" + accessed);
        assertEquals(accessed, shared.pages().clearAccessed());
        assertEquals(0, shared.pages().clearAccessed());
        assertTrue(benchmark.pass(shared, toucher) > PinState.Toucher.TOUCHES);
        assertTrue(benchmark.passAlone(shared, toucher) > PinState.Toucher.TOUCHES);
        assertEquals(0, benchmark.pair(shared, refusals));
        assertEquals(0, benchmark.pairTouched(shared, refusals));
        shared.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"guest", "host"})
    void pairsLeaveNothingBehindWhileOthersPinTouchAndScanTheSamePages(String pin) {
        PinState.Shared shared = shared(pin, 8);
        PinState.Refusals ofOther = new PinState.Refusals();
        PinWhileScanned benchmark = new PinWhileScanned();
        Companion other = Companion.start("pins", () -> benchmark.pair(shared, ofOther));
        Companion scan = Companion.start("scans", () -> benchmark.pass(shared, toucher));
        for (int i = 0; i < 20_000; i++) {
            benchmark.pair(shared, refusals);
        }
        other.close();
        scan.close();
        shared.close();
        if (pin.equals("host")) {
            assertEquals(0, refusals.alreadyPinned + ofOther.alreadyPinned, "host pins add up");
        }
    }

    @Test
    void framesChangeUnderThePagesAndPinnedOnesStay() {
        PinWhileReclaimed.Backed backed = backed(128);
        PinWhileReclaimed.Reclaims reclaims = new PinWhileReclaimed.Reclaims();
        PinWhileReclaimed.RefusedPins refused = new PinWhileReclaimed.RefusedPins();
        PinWhileReclaimed benchmark = new PinWhileReclaimed();
        backed.all().pin(3);
        assertEquals(1, benchmark.reclaim(backed, reclaims));
        assertEquals(0, benchmark.reclaim(backed, reclaims));
        backed.all().unpin(3);
        assertEquals(0, benchmark.reclaimAlone(backed, reclaims), "the first pages again");
        assertEquals(3 * PinWhileReclaimed.Reclaims.BATCH - 1, reclaims.reclaimed);
        assertEquals(1, reclaims.refusedReclaims);
        assertEquals(0, benchmark.pair(backed, refused));
        reclaims.close();
        backed.close();
    }

    @Test
    void pinsAndReclaimsOfTheSamePagesLeaveNothingBehind() {
        PinWhileReclaimed.Backed backed = backed(64);
        PinWhileReclaimed.Reclaims reclaims = new PinWhileReclaimed.Reclaims();
        PinWhileReclaimed.RefusedPins refused = new PinWhileReclaimed.RefusedPins();
        PinWhileReclaimed benchmark = new PinWhileReclaimed();
        Companion other = Companion.start("reclaims", () -> benchmark.reclaim(backed, reclaims));
        for (int i = 0; i < 20_000; i++) {
            benchmark.pair(backed, refused);
        }
        other.close();
        assertTrue(reclaims.reclaimed > 0);
        assertTrue(refused.refusedPins < 20_000 * 64L);
        reclaims.close();
        backed.close();
    }

    private static PinWhileReclaimed.Backed backed(long pages) {
        PinWhileReclaimed.Backed backed = new PinWhileReclaimed.Backed();
        backed.pages = pages;
        backed.open();
        return backed;
    }

    @ParameterizedTest
    @ValueSource(strings = {"guest", "host"})
    void latencyIsRecordedForEachBatch(String pin) {
        PinState.Shared shared = shared(pin, 128);
        PinLatency.Batches batches = new PinLatency.Batches();
        batches.rate = 1e6;
        batches.batch = 32;
        LatencyCounters latency = new LatencyCounters();
        PinLatency benchmark = new PinLatency();
        for (int i = 0; i < 10; i++) {
            assertEquals(0, benchmark.pair(shared, batches, latency, refusals));
            assertEquals(0, benchmark.pairContended(shared, batches, latency, refusals));
        }
        assertTrue(benchmark.touch(shared, toucher) > 0);
        assertTrue(benchmark.scan(shared) > 0);
        benchmark.nothing(batches, latency);
        latency.publish();
        assertTrue(latency.p50 > 0);
        assertTrue(latency.max >= latency.p9999);
        shared.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void kernelPinsTheWholeBatch(int size) {
        PinBatch benchmark = new PinBatch();
        benchmark.batch = size;
        benchmark.setUp();
        assertEquals(size, benchmark.pinAndUnpin());
        assertEquals(size, benchmark.lookOnly());
        benchmark.close();
    }

    private static PinState.Shared shared(String pin, long pages) {
        PinState.Shared shared = new PinState.Shared();
        shared.pin = pin;
        shared.pages = pages;
        shared.setUp();
        return shared;
    }
}
