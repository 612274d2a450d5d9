package io.ballonet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.report.data.ReportData;
import io.ballonet.result.Kind;
import io.ballonet.result.Measurement;
import io.ballonet.result.SampleResult;
import io.ballonet.result.Subject;
import io.ballonet.result.Summary;
import io.ballonet.result.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ContestTest {
    private static Measurement row(
            String who, Kind kind, String unit, long order, double value, double error, String... flags) {
        Subject subject = new Subject(
                "allocator", "pair", who, kind, 1, new TreeMap<>(Map.of("order", order)), unit, 1, null, 1, 1, null);
        return new Measurement(
                subject,
                value,
                error,
                Double.NaN,
                Double.NaN,
                List.of(flags),
                new TreeMap<>(),
                Surroundings.UNKNOWN,
                2,
                List.of());
    }

    private static Contest contest(Measurement... rows) {
        Summary whole = SampleResult.summary(true, false, List.of());
        List<Contest> contests =
                Contest.of(ReportData.of(new Summary(whole.environment(), whole.run(), List.of(rows)), List.of()));
        assertEquals(1, contests.size());
        return contests.getFirst();
    }

    private static Contest.Certainty certainty(double error, String... flags) {
        return contest(row("a", Kind.OURS, "ns/op", 0, 10, 0.5), row("b", Kind.PEER, "ns/op", 0, 12, error, flags))
                .certainty();
    }

    @Test
    void anOrderIsClearOnlyWhereIntervalsDoNotOverlap() {
        assertEquals(Contest.Certainty.CLEAR, certainty(1.4));
        assertEquals(Contest.Certainty.TIED, certainty(1.6));
        assertEquals(Contest.Certainty.UNKNOWN, certainty(Double.NaN));
        assertEquals(Contest.Certainty.UNLIKE, certainty(0.1, "far"));
        assertEquals(
                Contest.Certainty.ALONE,
                contest(row("a", Kind.OURS, "ns/op", 0, 10, 1)).certainty());
    }

    @Test
    void theBestIsTheLeastTimeAndTheHighestRate() {
        assertEquals(
                "a",
                contest(row("b", Kind.OURS, "ns/op", 0, 2, 0), row("a", Kind.OURS, "ns/op", 0, 1, 0))
                        .winner()
                        .subject()
                        .contender());
        assertEquals(
                "b",
                contest(row("b", Kind.OURS, "pages/s", 0, 2, 0), row("a", Kind.OURS, "pages/s", 0, 1, 0))
                        .winner()
                        .subject()
                        .contender());
    }

    @Test
    void aFoilAndALimitWinNothing() {
        Contest contest = contest(
                row("limit", Kind.LIMIT, "ns/op", 0, 1, 0),
                row("foil", Kind.FOIL, "ns/op", 0, 2, 0),
                row("none", Kind.OURS, "ns/op", 0, Double.NaN, 0),
                row("ours", Kind.OURS, "ns/op", 0, 3, 0));
        assertEquals("ours", contest.winner().subject().contender());
        assertTrue(contest.runnerUp().isEmpty());
    }

    @Test
    void theFirstSettingWithTwoIsShownAndTheOthersAreCounted() {
        Contest contest = contest(
                row("a", Kind.OURS, "ns/op", 0, 1, 0),
                row("a", Kind.OURS, "ns/op", 1, 1, 0),
                row("b", Kind.OURS, "ns/op", 1, 2, 0),
                row("a", Kind.OURS, "ns/op", 9, 4, 0),
                row("b", Kind.OURS, "ns/op", 9, 2, 0));
        assertEquals(1L, contest.winner().subject().params().get("order"));
        assertEquals(2, contest.settings());
        assertEquals(1, contest.won());
    }
}
