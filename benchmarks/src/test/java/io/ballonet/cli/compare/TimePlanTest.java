package io.ballonet.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimePlanTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 40, 100, 200})
    void smokeOfTwoHundredRowsIsOverWithinNinetySeconds(int rows) {
        TimePlan plan = TimePlan.of(Profile.SMOKE, rows, rows / 5, Duration.ZERO);
        assertTrue(plan.estimate().compareTo(Duration.ofSeconds(90)) <= 0, plan.toString());
        assertEquals(1, plan.rounds());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 40, 60, 75})
    void quickTakesSixMinutesAtMostAndThreeRoundsAtLeast(int rows) {
        TimePlan plan = TimePlan.of(Profile.QUICK, rows, rows / 4, Duration.ofSeconds(9));
        assertTrue(plan.estimate().compareTo(Duration.ofMinutes(6)) <= 0, plan.toString());
        assertTrue(plan.rounds() >= 3, plan.toString());
    }

    @Test
    void quickOfEverythingIsOverWithinSixMinutesRepeatsIncluded() {
        List<BenchmarkRow> rows = BenchmarkCatalogue.load().measuredRows(Profile.QUICK).stream()
                .filter(row -> !row.benchmark().contains(".example."))
                .toList();
        TimePlan plan = TimePlan.of(Profile.QUICK, rows);
        double seconds = plan.estimate().toMillis() / 1e3;
        double repeats = seconds / Comparison.RUNS_FOR_A_REPEAT;
        assertTrue(seconds + repeats < 360, rows.size() + " rows: " + plan);
        assertTrue(plan.rounds() >= 3, plan.toString());
    }

    @Test
    void moreRowsMakeShorterIterations() {
        Duration few = TimePlan.of(Profile.QUICK, 50, 0, Duration.ZERO).iteration();
        Duration many = TimePlan.of(Profile.QUICK, 70, 0, Duration.ZERO).iteration();
        assertTrue(few.compareTo(many) > 0, few + " " + many);
    }

    @Test
    void fewRowsGetMoreRounds() {
        assertTrue(TimePlan.of(Profile.QUICK, 10, 0, Duration.ZERO).rounds()
                > TimePlan.of(Profile.QUICK, 120, 0, Duration.ZERO).rounds());
    }

    @Test
    void iterationsNeverGetTooShortAndTheEstimateSaysWhatThatCosts() {
        TimePlan plan = TimePlan.of(Profile.QUICK, 2_000, 0, Duration.ZERO);
        assertEquals(Profile.QUICK.shortest(), plan.iteration());
        assertTrue(plan.estimate().compareTo(Profile.QUICK.budget()) > 0, plan.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 30, 120})
    void timeThatTheUserSetsIsKeptWithFewerRounds(int minutes) {
        Duration asked = Duration.ofMinutes(minutes);
        TimePlan plan = TimePlan.within(asked, Profile.FULL, 300, 150, Duration.ZERO);
        assertTrue(plan.estimate().compareTo(asked.plusSeconds(5)) <= 0, plan.toString());
        assertTrue(plan.estimate().compareTo(asked.multipliedBy(2).dividedBy(3)) >= 0, plan.toString());
        assertTrue(plan.iteration().compareTo(Profile.FULL.shortest()) >= 0, plan.toString());
    }

    @Test
    void lessTimeThanOneRoundTakesIsSaid() {
        TimePlan plan = TimePlan.within(Duration.ofMinutes(1), Profile.FULL, 300, 150, Duration.ZERO);
        assertEquals(1, plan.rounds());
        assertTrue(plan.estimate().compareTo(Duration.ofMinutes(1)) > 0, plan.toString());
    }

    @Test
    void bracketedRowsCostMore() {
        Duration without = TimePlan.of(Profile.QUICK, 2_000, 0, Duration.ZERO).estimate();
        assertTrue(
                TimePlan.of(Profile.QUICK, 2_000, 500, Duration.ZERO).estimate().compareTo(without) > 0);
    }
}
