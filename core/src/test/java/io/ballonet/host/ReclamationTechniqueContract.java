package io.ballonet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.reclaim.ReclamationTechnique;
import io.ballonet.reclaim.ReclamationTechniqueFactory;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ReclamationTechnique} promises, on a stepped host with two guests whose pages are all written. Extend it with
 * a factory to test a technique of your own (core's test-jar).
 */
public abstract class ReclamationTechniqueContract {
    private static final int PAGES = 512;

    /** What a technique may leave to the guest, as a balloon does that is capped. */
    private static final int REACHABLE = PAGES / 2;

    private static final int MOST_STEPS = 20_000;
    private static final int STEPS_AT_A_TARGET = 50;

    private Host host = Host.builder().frames(1).stepped();
    private Guest guest = host.boot(GuestSettings.of("none", 1));
    private Guest other = guest;
    private StampedProcess process = new StampedProcess(guest, 1);
    private StampedProcess otherProcess = process;

    /** The technique under test. */
    protected abstract ReclamationTechniqueFactory factory();

    @BeforeEach
    void fill() {
        host.close();
        host = builder(2 * PAGES).manualTargets().stepped();
        guest = host.boot(GuestSettings.of("guest", PAGES));
        other = host.boot(GuestSettings.of("other", PAGES));
        process = new StampedProcess(guest, PAGES);
        otherProcess = new StampedProcess(other, PAGES);
        process.writeAll();
        otherProcess.writeAll();
    }

    @AfterEach
    void nothingIsLostAndEveryInvariantHolds() {
        process.checkAll("technique=" + factory().registryName());
        otherProcess.checkAll("technique=" + factory().registryName());
        assertTrue(host.awaitQuiescence(1, TimeUnit.SECONDS));
        host.validate();
        host.close();
    }

    private HostBuilder builder(long frames) {
        return Host.builder().frames(frames).cores(2).technique(factory());
    }

    @Test
    void freshTechniqueHoldsNothing() {
        ReclamationTechnique technique = host.techniqueOf(guest);
        assertEquals(0, technique.target());
        assertEquals(0, technique.pagesHeld());
        assertEquals(0, technique.framesFreed());
    }

    @Test
    void targetIsReachedAndItsFramesAreFree() {
        long free = host.memory().freeFrames();
        reach(REACHABLE);
        assertEquals(REACHABLE, host.memory().freeFrames() - free);
        assertTrue(host.techniqueOf(guest).framesFreed() >= REACHABLE);
        assertEquals(PAGES - REACHABLE, host.ownedFrames(guest));
    }

    @Test
    void otherGuestKeepsItsFrames() {
        reach(REACHABLE);
        assertEquals(PAGES, host.ownedFrames(other));
        assertEquals(0, host.techniqueOf(other).pagesHeld());
    }

    @Test
    void smallerTargetGivesPagesBack() {
        reach(REACHABLE);
        reach(REACHABLE / 4);
        reach(0);
    }

    @Test
    void targetThatIsReachedRests() {
        reach(REACHABLE / 2);
        for (int i = 0; i < STEPS_AT_A_TARGET; i++) {
            host.step();
            assertEquals(REACHABLE / 2, host.techniqueOf(guest).pagesHeld());
        }
    }

    @Test
    void targetBeyondTheGuestEndsBelowIt() {
        host.setTarget(guest, Long.MAX_VALUE);
        for (int i = 0; i < MOST_STEPS / 10; i++) {
            host.step();
        }
        assertTrue(host.techniqueOf(guest).pagesHeld() <= PAGES);
        host.setTarget(guest, 0);
    }

    @Test
    void guestRunsWhileTargetsChange() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200; i++) {
            if (i % 10 == 0) {
                host.setTarget(guest, random.nextInt(REACHABLE));
            }
            host.step();
            process.touch(random, 20, "seed=5, step=" + i);
        }
    }

    /** Its targets come from the scheduler: the guest in need gets the idle one's frames. */
    @Test
    void policyMovesFramesThroughIt() {
        try (Host overcommitted = builder(PAGES).stepped()) {
            Guest idle = overcommitted.boot(GuestSettings.of("idle", PAGES));
            Guest needy = overcommitted.boot(GuestSettings.of("needy", PAGES));
            StampedProcess idles = new StampedProcess(idle, PAGES * 7 / 8);
            StampedProcess needs = new StampedProcess(needy, PAGES / 2);
            idles.writeAll();
            needs.writeAll(); // more than is free: its faults wait for the idle guest's frames
            assertTrue(overcommitted.techniqueOf(idle).framesFreed() > 0);
            idles.checkAll("idle");
            needs.checkAll("needy");
        }
    }

    private void reach(long target) {
        ReclamationTechnique technique = host.techniqueOf(guest);
        host.setTarget(guest, target);
        for (int i = 0; i < MOST_STEPS && technique.pagesHeld() != target; i++) {
            host.step();
        }
        assertTrue(technique.isAvailable(), "technique cannot work on a guest with a driver");
        assertEquals(target, technique.pagesHeld());
        assertTrue(host.awaitQuiescence(1, TimeUnit.SECONDS));
    }
}
