package io.ballonet.cli.compare;

import java.time.Duration;

/**
 * How a profile's time is shared out: so many rounds, so long an iteration.
 *
 * @param rounds forks of each row
 * @param iteration length of a warm-up or measured iteration
 * @param estimate of all forks together; above the profile's budget where even the shortest iterations do not fit
 */
record TimePlan(int rounds, int warmups, int iterations, Duration iteration, Duration estimate) {
    /** Two measurements of the round trip around a fork of several threads, less than 200 ms each. */
    static final Duration BRACKET = Duration.ofMillis(300);

    /**
     * As many rounds as leave each iteration at least half its longest length, but no fewer than the profile's least;
     * then the iteration that fills the budget.
     *
     * @param rows at least 1
     * @param bracketedRows those of several threads, at most {@code rows}
     * @param scenarios what the scenarios among the rows take in a round, beside their share of forks and iterations
     */
    static TimePlan of(Profile profile, int rows, int bracketedRows, Duration scenarios) {
        long overheadNs = rows * profile.start().toNanos() + bracketedRows * BRACKET.toNanos() + scenarios.toNanos();
        int parts = profile.warmups() + profile.iterations();
        int rounds = profile.leastRounds();
        for (int more = profile.mostRounds(); more > rounds; more--) {
            if (iterationNs(profile, rows, overheadNs, more, parts)
                    >= profile.longest().toNanos() / 2) {
                rounds = more;
            }
        }
        long iterationNs = Math.clamp(
                iterationNs(profile, rows, overheadNs, rounds, parts),
                profile.shortest().toNanos(),
                profile.longest().toNanos());
        long iterationMs = iterationNs / 1_000_000;
        long estimateNs = rounds * (overheadNs + iterationMs * 1_000_000 * parts * rows);
        return new TimePlan(
                rounds,
                profile.warmups(),
                profile.iterations(),
                Duration.ofMillis(iterationMs),
                Duration.ofNanos(estimateNs));
    }

    private static long iterationNs(Profile profile, int rows, long overheadNs, int rounds, int parts) {
        return (profile.budget().toNanos() / rounds - overheadNs) / ((long) rows * parts);
    }
}
