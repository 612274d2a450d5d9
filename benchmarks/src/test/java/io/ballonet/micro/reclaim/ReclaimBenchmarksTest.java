package io.ballonet.micro.reclaim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.frame.Zeroing;
import io.ballonet.memory.PageBatch;
import io.ballonet.micro.LatencyCounters;
import io.ballonet.scan.ScanStrategies;
import io.ballonet.scan.ScanStrategy;
import io.ballonet.unit.PageSize;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;

/** Runs each reclaim benchmark once, small, and holds that each parameter changes something. */
final class ReclaimBenchmarksTest {
    private static final int PAGES = 4_096;

    @Test
    void modesOfTheStatesAreAllModes() throws NoSuchFieldException {
        String[] all =
                Arrays.stream(ReclaimMode.values()).map(ReclaimMode::label).toArray(String[]::new);
        assertArrayEquals(all, modesOf(Deflating.class));
        Set<String> inflating = new HashSet<>();
        Stream.of(modesOf(Inflating.Unscrubbed.class), modesOf(Inflating.Scrubbed.class))
                .flatMap(Arrays::stream)
                .forEach(mode -> assertTrue(inflating.add(mode), mode));
        assertEquals(Set.of(all), inflating);
        assertThrows(IllegalArgumentException.class, () -> ReclaimMode.named("zeroed"));
    }

    private static String[] modesOf(Class<?> state) throws NoSuchFieldException {
        return state.getDeclaredField("mode").getAnnotation(Param.class).value();
    }

    @Test
    void filledGuestHasAllPagesMappedAtRandomAndHalfInactive() {
        try (BalloonRig rig = new BalloonRig(PAGES, Zeroing.AT_ALLOCATION, false);
                ScanStrategy scan = ScanStrategies.LINEAR.create(PAGES, 1);
                PageBatch victims = new PageBatch(PAGES)) {
            for (int round = 0; round < 2; round++) {
                rig.fill(0);
                assertEquals(PAGES, rig.host().ownedFrames(rig.guest()));
                victims.clear();
                assertEquals(PAGES / 2, scan.selectVictims(rig.guest().kernel().view(), PAGES, victims));
                assertTrue(neighbours(victims) < PAGES / 2 * 0.6, "inactive pages are not at random");
                rig.moveTo(PAGES / 2);
                assertEquals(PAGES / 2, rig.rememberMissing());
                rig.moveTo(0);
            }
            rig.validate();
        }
    }

    /* At random, half of the pages follow another of their kind. */
    private static int neighbours(PageBatch pages) {
        int count = 0;
        for (int i = 1; i < pages.size(); i++) {
            count += pages.get(i) == pages.get(i - 1) + 1 ? 1 : 0;
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata", "returned"})
    void cycleTakesHalfOfTheGuest(String mode) {
        Inflating.Unscrubbed state = new Inflating.Unscrubbed();
        state.mode = mode;
        state.moved = PAGES * 2;
        state.open();
        state.fill();
        long returned = state.rig().host().memory().bytesReturned();
        assertEquals(PAGES * 2, new ReclaimCycle().cycle(state));
        long expected = mode.equals("returned") ? PageSize.bytesOf(PAGES * 2) : 0;
        assertEquals(expected, state.rig().host().memory().bytesReturned() - returned);
        state.empty();
        state.close();
    }

    @Test
    void cycleWithZeroingZeroesWhatItTakes() {
        Inflating.Scrubbed state = new Inflating.Scrubbed();
        state.moved = PAGES / 2;
        state.open();
        state.fill();
        long zeroed = state.rig().host().memory().bytesZeroed();
        assertEquals(PAGES / 2, new ReclaimCycle().cycleZeroing(state));
        assertEquals(PageSize.bytesOf(PAGES / 2), state.rig().host().memory().bytesZeroed() - zeroed);
        state.empty();
        state.close();
    }

    @Test
    void missingReturnOfMemoryIsNoticed() {
        Inflating.Unscrubbed state = new Inflating.Unscrubbed();
        state.mode = "returned";
        state.moved = PAGES * 2;
        state.open();
        state.fill();
        assertThrows(IllegalStateException.class, state::empty);
        state.close();
    }

    @ParameterizedTest
    @EnumSource(ReclaimMode.class)
    void deflationGivesEveryPageBackAndTheTouchMapsIt(ReclaimMode mode) {
        Deflating state = new Deflating();
        state.mode = mode.label();
        state.moved = PAGES / 2;
        state.open();
        ReclaimCycle benchmark = new ReclaimCycle();
        state.inflate();
        assertEquals(PAGES / 2, state.missing());
        assertEquals(0, benchmark.deflate(state));
        assertEquals(PAGES / 2, state.rig().rememberMissing());
        state.inflate();
        assertEquals(0, benchmark.deflateTouch(state));
        assertEquals(0, state.rig().rememberMissing());
        state.close();
    }

    @Test
    void balloonAtItsTargetHasNothingToDo() {
        Idle state = new Idle();
        state.moved = PAGES / 2;
        state.open();
        assertEquals(0, new ReclaimCycle().idleStep(state));
        state.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"idle", "dirty", "touching"})
    void liveCycleReachesItsTargetUnderEachLoad(String load) {
        LiveCycle.Live state = new LiveCycle.Live();
        LiveCycle.Beside beside = new LiveCycle.Beside();
        state.pages = PAGES;
        state.load = load;
        state.open();
        state.fill();
        assertEquals(PAGES / 2, new LiveCycle().cycle(state));
        state.empty(beside);
        assertEquals(load.equals("dirty") ? PAGES / 4 : 0, beside.swappedOut);
        if (!load.equals("touching")) {
            assertEquals(0, beside.touches);
        }
        state.close();
    }

    @Test
    void steppedBaselineReachesTheSameTarget() {
        LiveCycle.Stepped state = new LiveCycle.Stepped();
        state.pages = PAGES;
        state.open();
        state.fill();
        assertEquals(PAGES / 2, new LiveCycle().stepped(state));
        state.empty(new LiveCycle.Beside());
        state.close();
        LiveCycle.Live unknown = new LiveCycle.Live();
        unknown.load = "busy";
        assertThrows(IllegalArgumentException.class, unknown::open);
    }

    @Test
    void roundTripMapsAgainWhatItMoved() {
        LiveBalloon balloon = new LiveBalloon();
        balloon.use(PAGES);
        balloon.open();
        ReclaimWhileTouched benchmark = new ReclaimWhileTouched();
        ReclaimWhileTouched.Move move = new ReclaimWhileTouched.Move();
        move.pagesAMove = 100;
        assertEquals(100, benchmark.roundTrip(balloon, move));
        move.pagesAMove = 300;
        assertEquals(300, benchmark.roundTripWhileTouched(balloon, move));
        BesideTheBalloon beside = new BesideTheBalloon();
        BesideTheBalloon.Pins pins = new BesideTheBalloon.Pins();
        benchmark.touch(balloon, beside);
        assertNotEquals(0, benchmark.scanAndPin(balloon, beside, pins));
        assertEquals(BesideTheBalloon.PINS, pins.pinned);
        assertEquals(0, pins.unbacked);
        beside.close();
        balloon.close();
    }

    @Test
    void latencyOperationLeavesNoPageMissing() {
        LiveBalloon balloon = new LiveBalloon();
        balloon.use(PAGES);
        balloon.open();
        ReclaimLatency benchmark = new ReclaimLatency();
        ReclaimLatency.Calls calls = new ReclaimLatency.Calls();
        LatencyCounters latency = new LatencyCounters();
        assertEquals(calls.pages, benchmark.inflateAndDeflate(balloon, calls, latency));
        calls.pages = 17;
        assertEquals(17, benchmark.inflateAndDeflateTouched(balloon, calls, latency));
        BesideTheBalloon beside = new BesideTheBalloon();
        benchmark.touch(balloon, beside);
        benchmark.scanAndPin(balloon, beside, new BesideTheBalloon.Pins());
        benchmark.nothing(calls, latency);
        assertEquals(0, balloon.rig().rememberMissing());
        beside.close();
        balloon.close();
    }
}
