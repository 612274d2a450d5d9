package io.ballonet.cli.compare;

import java.time.Duration;
import java.util.List;

/**
 * How a profile's time is shared out: so many rounds, so long an iteration.
 *
 * @param rounds forks of each row
 * @param iteration length of a warm-up or measured iteration
 * @param estimate of all forks together; above the profile's budget where even the shortest iterations do not fit
 */
record TimePlan(int rounds, int warmups, int iterations, Duration iteration, Duration estimate) {
    /** Measurements of the round trip around a fork of several threads, less than 200 ms each; neighbours share one. */
    static final Duration BRACKET = Duration.ofMillis(200);

    /** For these rows; scenarios among them need no fork, and take what they take. */
    static TimePlan of(Profile profile, List<BenchmarkRow> rows) {
        Rows counted = Rows.of(rows, profile);
        return of(profile, profile.budget(), profile.leastRounds(), counted);
    }

    /** The same in a time that the user sets. */
    static TimePlan within(Duration budget, Profile profile, List<BenchmarkRow> rows) {
        Rows counted = Rows.of(rows, profile);
        return of(profile, budget, 1, counted);
    }

    /** So many rounds with iterations of half the profile's longest, so that runs of different rows are alike. */
    static TimePlan ofRounds(int rounds, Profile profile, List<BenchmarkRow> rows) {
        Rows counted = Rows.of(rows, profile);
        long iterationNs = profile.longest().toNanos() / 2;
        return planned(
                profile, rounds, iterationNs, counted.overheadNs(profile) + iterationNs * counted.parts(profile));
    }

    private record Rows(int forks, int bracketed, int warmups, Duration scenarios) {
        static Rows of(List<BenchmarkRow> rows, Profile profile) {
            List<BenchmarkRow> forks =
                    rows.stream().filter(row -> !ScenarioRows.isScenario(row)).toList();
            return new Rows(
                    forks.size(),
                    (int) forks.stream().filter(row -> row.threads() > 1).count(),
                    forks.stream().mapToInt(BenchmarkRow::warmups).sum(),
                    ScenarioRows.duration(rows, profile));
        }

        static Rows counted(int rows, int bracketed, Duration scenarios) {
            int warmups = rows + bracketed * (BenchmarkRow.warmups(2) - 1);
            return new Rows(rows, bracketed, warmups, scenarios);
        }

        /** Of a round, beside its iterations. */
        long overheadNs(Profile profile) {
            return forks * profile.start().toNanos() + bracketed * BRACKET.toNanos() + scenarios.toNanos();
        }

        /** Iterations of a round. */
        long parts(Profile profile) {
            return (long) warmups * profile.warmups() + (long) forks * profile.iterations();
        }
    }

    /**
     * As many rounds as leave each iteration at least half its longest length, but no fewer than the profile's least;
     * then the iteration that fills the budget.
     *
     * @param rows that are forked
     * @param bracketedRows those of several threads, at most {@code rows}; they warm up for longer
     * @param scenarios what the scenarios beside these rows take in a round
     */
    static TimePlan of(Profile profile, int rows, int bracketedRows, Duration scenarios) {
        return of(profile, profile.budget(), profile.leastRounds(), Rows.counted(rows, bracketedRows, scenarios));
    }

    /**
     * The same in a time that the user sets: of the profile's least rounds as many as leave iterations of the shortest length,
     * but one at least.
     */
    static TimePlan within(Duration budget, Profile profile, int rows, int bracketedRows, Duration scenarios) {
        return of(profile, budget, 1, Rows.counted(rows, bracketedRows, scenarios));
    }

    private static TimePlan of(Profile profile, Duration budget, int leastRounds, Rows counted) {
        long overheadNs = counted.overheadNs(profile);
        long parts = counted.parts(profile);
        int rounds = profile.mostRounds();
        while (rounds > leastRounds) {
            long least = rounds > profile.leastRounds()
                    ? profile.longest().toNanos() / 2
                    : profile.shortest().toNanos();
            if (iterationNs(budget, overheadNs, rounds, parts) >= least) {
                break;
            }
            rounds--;
        }
        long iterationNs = Math.clamp(
                iterationNs(budget, overheadNs, rounds, parts),
                profile.shortest().toNanos(),
                profile.longest().toNanos());
        return planned(profile, rounds, iterationNs, overheadNs + iterationNs * parts);
    }

    private static TimePlan planned(Profile profile, int rounds, long iterationNs, long roundNs) {
        return new TimePlan(
                rounds,
                profile.warmups(),
                profile.iterations(),
                Duration.ofMillis(Duration.ofNanos(iterationNs).toMillis()),
                Duration.ofNanos(rounds * roundNs));
    }

    private static long iterationNs(Duration budget, long overheadNs, int rounds, long parts) {
        return (budget.toNanos() / rounds - overheadNs) / Math.max(1, parts);
    }
}
