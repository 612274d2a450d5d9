package io.ballonet.micro.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.guest.VirtualCpu;
import io.ballonet.micro.LatencyCounters;
import io.ballonet.unit.PageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the benchmarks of translation and shootdown once, small, and holds that what they time is what they say. */
class TranslationTest {
    private final Translation translation = new Translation();
    private final Processes.Walks walks = new Processes.Walks();

    @ParameterizedTest
    @CsvSource({"8, independent", "8, dependent", "64, independent", "64, dependent"})
    void pagesWithinReachOfTheTlbAreNotWalkedTo(int pages, String chain) {
        Processes.Near process = near(pages, chain);
        for (int i = 0; i < 10; i++) {
            assertNotEquals(0, translation.tlbHit(process, walks));
            assertNotEquals(0, translation.rawLoad(process));
        }
        assertEquals(0, walks.walks);
        assertEquals(10 * Walker.LOADS, walks.loads);
        process.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"independent", "dependent"})
    void pagesFarBeyondTheTlbAreWalkedToMostOfTheTime(String chain) {
        Processes.Far process = new Processes.Far();
        process.chain = chain;
        process.setUp();
        for (int i = 0; i < Walker.MAX_LINES / Walker.LOADS; i++) {
            translation.tlbMiss(process, walks);
            translation.rawLoadFar(process);
        }
        assertTrue(walks.walks > 0.8 * walks.loads, "walks=" + walks.walks + ", loads=" + walks.loads);
        process.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"entry", "packed"})
    void firstAccessAfterAClearSetsTheBitsOfEitherLayout(String layout) {
        AccessTracking benchmark = new AccessTracking();
        AccessTracking.Cleared cleared = new AccessTracking.Cleared();
        cleared.layout = layout;
        cleared.setUp();
        cleared.clear();
        assertEquals(0, cleared.walker().accessed().countAccessed(0, cleared.pages));
        long walks = cleared.walker().walks();
        benchmark.missFirst(cleared);
        walks = cleared.walker().walks() - walks;
        long noted = cleared.walker().accessed().countAccessed(0, cleared.pages);
        assertTrue(walks > 0.8 * Walker.LOADS, "walks=" + walks);
        assertTrue(noted > 0.8 * walks && noted <= walks, "noted=" + noted + ", walks=" + walks);
        cleared.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"entry", "packed"})
    void hitsNoteNothing(String layout) {
        AccessTracking benchmark = new AccessTracking();
        AccessTracking.Near near = new AccessTracking.Near();
        near.layout = layout;
        near.pages = 64;
        near.setUp();
        for (int visit = 0; visit < 64 * 64 / Walker.LOADS; visit++) {
            benchmark.hit(near);
        }
        near.walker().accessed().clearAccessed(0, near.pages);
        benchmark.hit(near);
        assertEquals(0, near.walker().accessed().countAccessed(0, near.pages), "the TLB hides accesses");
        near.close();
        AccessTracking.Noted noted = new AccessTracking.Noted();
        noted.layout = layout;
        noted.setUp();
        noted.look();
        assertNotEquals(0, benchmark.missNoted(noted));
        assertNotEquals(0, benchmark.raw(noted));
        noted.walker().accessed().clearAccessed(0, 1);
        assertThrows(IllegalStateException.class, noted::look);
        noted.close();
        assertThrows(IllegalArgumentException.class, () -> {
            near.layout = "both";
            near.setUp();
        });
    }

    @Test
    void chainDecidesWhetherALoadIsTheNextAddress() {
        Processes.Near independent = near(8, "independent");
        Processes.Near dependent = near(8, "dependent");
        long end = PageSize.bytesOf(8);
        assertTrue(translation.tlbHit(independent, walks) > end, "a sum of addresses");
        assertTrue(translation.tlbHit(dependent, walks) < end, "an address of the process");
        independent.close();
        dependent.close();
    }

    @Test
    void unknownChainIsRefused() {
        Processes.Near process = new Processes.Near();
        process.chain = "endless";
        assertThrows(IllegalArgumentException.class, process::setUp);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void gracePeriodNeedsAPollOfEachVirtualCpu(int virtualCpus) {
        RunningGuest guest = new RunningGuest(virtualCpus);
        assertEquals(virtualCpus, guest.cpus().size());
        guest.cpus().forEach(VirtualCpu::enter);
        long generation = guest.kernel().beginGrace();
        for (VirtualCpu cpu : guest.cpus()) {
            assertFalse(guest.kernel().isGraceComplete(generation));
            cpu.poll();
        }
        assertTrue(guest.kernel().isGraceComplete(generation));
        guest.cpus().forEach(VirtualCpu::exit);
        guest.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void gracePeriodsEndWhileVirtualCpusRun(int virtualCpus) {
        GracePeriod.Running running = new GracePeriod.Running();
        running.virtualCpus = virtualCpus;
        running.setUp();
        GracePeriod benchmark = new GracePeriod();
        LatencyCounters latency = new LatencyCounters();
        assertTrue(benchmark.gracePeriod(running) >= 0);
        assertTrue(benchmark.gracePeriodLatency(running, new GracePeriod.Rate(), latency) >= 0);
        latency.publish();
        assertTrue(latency.p50 > 0);
        running.close();
    }

    @Test
    void nobodyInsideIsNotWaitedFor() {
        GracePeriod.Idle idle = new GracePeriod.Idle();
        idle.setUp();
        assertEquals(0, new GracePeriod().nobodyInside(idle));
        idle.close();
    }

    private static Processes.Near near(int pages, String chain) {
        Processes.Near process = new Processes.Near();
        process.pages = pages;
        process.chain = chain;
        process.setUp();
        return process;
    }
}
