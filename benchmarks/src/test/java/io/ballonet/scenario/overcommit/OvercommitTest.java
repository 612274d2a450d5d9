package io.ballonet.scenario.overcommit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.result.Measurement;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import io.ballonet.scenario.Series;
import io.ballonet.trace.PageAccess;
import io.ballonet.trace.PageTrace;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The whole run, live, with two small guests. */
final class OvercommitTest {
    private static final long SEED = 42;
    private static final long ROLE_NS = 60_000_000;

    private static PageTrace trace(String name, int pages) {
        Random random = new Random(SEED);
        long[] accesses = new long[20 * pages];
        for (int i = 0; i < accesses.length; i++) {
            accesses[i] = PageAccess.of(i < pages ? i : random.nextInt(pages), random.nextInt(3) == 0);
        }
        return PageTrace.of(name, accesses);
    }

    private static OvercommitPlan plan() {
        List<PageTrace> traces = List.of(trace("own_sqlite", 500), trace("own_cc1", 1_000));
        return new OvercommitPlan(traces, List.of(4, 2), 3_200, 3, ROLE_NS, ROLE_NS, ROLE_NS / 20);
    }

    @Test
    void balloonMovesWhatIsMissingAtEachChangeOfRolesAndNobodyLosesAByte() {
        OvercommitPlan plan = plan();
        assertEquals(4_000, plan.allPages());
        assertTrue(plan.allPages() >= 1.2 * plan.hostFrames());

        ScenarioResult result = new Overcommit().run(plan, ScenarioProgress.SILENT);

        assertEquals(List.of(), result.failures());
        assertEquals(new Overcommit().subjects(), result.subjects());
        for (ScenarioResult.Figure figure : result.figures()) {
            assertTrue(figure.value() > 0 && Double.isFinite(figure.value()), figure.toString());
        }
        // A start and three changes of roles; the last may find the balloon where it should be.
        double changes = result.counters().getOrDefault("roleChanges", 0.0);
        assertEquals(4, changes);
        assertTrue(result.counters().getOrDefault("pagesMoved", 0.0) >= 3 * plan.deficit(), result.text());
        for (Measurement measurement : result.measurements()) {
            assertEquals("technique", measurement.subject().family());
            assertEquals("balloon", measurement.subject().contender());
            assertTrue(measurement.counters().containsKey("refaults"));
        }
        assertEquals(result.figures().size(), result.measurements().size());
    }

    @Test
    void curveShowsBothBalloonsOverTimeAndNeitherGrowsBeyondItsTarget() {
        OvercommitPlan plan = plan();
        Series balloon = assertInstanceOf(
                Series.class,
                new Overcommit().run(plan, ScenarioProgress.SILENT).tables().getFirst());
        assertEquals("balloon-size", balloon.name());
        long[] times = balloon.column("time_us");
        for (int i = 1; i < times.length; i++) {
            assertTrue(times[i] > times[i - 1]);
        }
        for (String guest : List.of("own_sqlite", "own_cc1")) {
            long most = Arrays.stream(balloon.column(guest + "_balloon")).max().orElse(-1);
            assertTrue(most <= plan.deficit(), guest + " " + most);
        }
        assertEquals(balloon.size() + 1, balloon.csv().lines().count());
    }

    @Test
    void touchedFootprintIsMuchMoreThanTheHostHasAtEveryScale() {
        List<PageTrace> traces = List.of(trace("own_sqlite", 500), trace("own_cc1", 3_000));
        for (double scale : new double[] {0.01, 0.25, 1, 3}) {
            OvercommitPlan plan = OvercommitPlan.of(traces, List.of(64, 16), new ScenarioSettings(1, scale, 1, false));
            assertTrue(plan.allPages() >= 1.2 * plan.hostFrames(), plan.toString());
            assertTrue(plan.pages(0) < plan.hostFrames() && plan.pages(1) < plan.hostFrames(), "each fits alone");
        }
    }

    @Test
    void curveIsDrawnInEqualPartsOfTime() {
        String line = Curve.of(new long[] {0, 50, 100}, new long[] {0, 8, 4}, 8);
        assertEquals(72, line.length());
        assertEquals(' ', line.charAt(0));
        assertEquals('█', line.charAt(40));
        assertEquals('▄', line.charAt(71));
    }
}
