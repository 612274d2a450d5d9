package io.ballonet.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Runs with noise as it was seen between forks of one row (0.3 % to 17 %, median 2 %), from a seed: each row has its own spread
 * between rounds and between iterations, a round's fork is now and then much slower, rounds have an effect that all rows share,
 * and the whole session drifts.
 */
public final class SyntheticRun {
    private static final int ITERATIONS = 4;
    private static final double DRIFT = 0.02;
    private static final double SHARED_BY_A_ROUND = 0.005;
    private static final double SLOW_FORKS = 0.05;
    private static final double SLOW_FORK = 0.1;

    private final List<RawRun> runs = new ArrayList<>();
    private final Random random;
    private final int rounds;
    private final double[] ofRound;

    private SyntheticRun(long seed, int rounds) {
        this.random = new Random(seed);
        this.rounds = rounds;
        this.ofRound = random.doubles(rounds)
                .map(uniform -> SHARED_BY_A_ROUND * random.nextGaussian())
                .toArray();
    }

    /**
     * Rows {@code r0}, {@code r1}, … of the family allocator.
     *
     * @param spread of the rounds of a row; 0 draws one for each row from those that were seen
     * @param session standard deviation of what differs from session to session, for each row
     * @param slowed factor on the times of the rows with these numbers
     */
    public static List<RawRun> rows(
            long seed, int rows, int rounds, double spread, double session, Map<Integer, Double> slowed) {
        SyntheticRun run = new SyntheticRun(seed, rounds);
        Random ofRows = new Random(99);
        for (int row = 0; row < rows; row++) {
            double own = 0.003 * Math.exp(ofRows.nextDouble() * Math.log(50));
            double time = 10 * Math.exp(ofRows.nextGaussian() + session * run.random.nextGaussian());
            run.row("r" + row, time * slowed.getOrDefault(row, 1.0), spread > 0 ? spread : own, near());
        }
        return List.copyOf(run.runs);
    }

    /** One row whose rounds are these, in ns/op, with the surroundings of each. */
    public static List<RawRun> row(String contender, double[] times, Surroundings... around) {
        List<RawRun> runs = new ArrayList<>();
        for (int round = 0; round < times.length; round++) {
            runs.add(run(
                    contender, round, Collections.nCopies(ITERATIONS, times[round]), around[round % around.length]));
        }
        return runs;
    }

    /** Cores near each other, nothing stolen. */
    public static Surroundings near() {
        return new Surroundings(110, 112, 0, Double.NaN);
    }

    /** Cores far from each other, nothing stolen. */
    public static Surroundings far() {
        return new Surroundings(410, 420, 0, Double.NaN);
    }

    /** A folder in memory. */
    public static RawFolder folder(String name, List<RawRun> runs) {
        return new RawFolder(Path.of(name), SampleResult.environment(), facts(), runs, List.of(), true);
    }

    /** A folder in memory whose rounds were run in turn with those of every other such folder. */
    public static RawFolder inTurn(String name, List<RawRun> runs) {
        RunFacts facts = facts().withInTurn("one after the other");
        return new RawFolder(Path.of(name), SampleResult.environment(), facts, runs, List.of(), true);
    }

    /** A folder on disk, whole. */
    public static Path write(Path folder, List<RawRun> runs) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve(ResultFolder.ENVIRONMENT), ResultFiles.environment(SampleResult.environment(), facts()));
        Files.writeString(
                folder.resolve(ResultFolder.JMH),
                JmhFile.write(runs.stream()
                        .map(run -> JmhFile.entry(
                                jmh(run.scores()), List.of(run.subject()), run.round(), run.surroundings()))
                        .toList()));
        Summary summary = new Summary(SampleResult.environment(), facts(), Summarizer.summarize(runs));
        Files.writeString(folder.resolve(ResultFolder.SUMMARY), SummaryJson.write(summary));
        return folder;
    }

    private static RunFacts facts() {
        return new RunFacts("full", true, false, 10, ITERATIONS, 100, 600, List.of());
    }

    private static String jmh(List<Double> scores) {
        double mean = scores.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        return String.format(
                Locale.ROOT,
                "[{\"primaryMetric\":{\"score\":%s,\"scoreUnit\":\"ns/op\",\"rawData\":[[%s]]},\"secondaryMetrics\":{}}]",
                mean,
                scores.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    private void row(String contender, double time, double spread, Surroundings around) {
        for (int round = 0; round < rounds; round++) {
            double slow = random.nextDouble() < SLOW_FORKS ? SLOW_FORK * random.nextExponential() : 0;
            double fork = DRIFT * round / rounds + ofRound[round] + spread * random.nextGaussian() + slow;
            List<Double> times = new ArrayList<>();
            for (int iteration = 0; iteration < ITERATIONS; iteration++) {
                times.add(time * Math.exp(fork + spread * random.nextGaussian()));
            }
            runs.add(run(contender, round, times, around));
        }
    }

    private static RawRun run(String contender, int round, List<Double> times, Surroundings around) {
        Subject subject = new Subject(
                "allocator",
                "pair",
                contender,
                Kind.OURS,
                2,
                new TreeMap<>(Map.of("order", 0L)),
                "ns/op",
                1,
                "cas",
                1,
                2,
                null);
        return new RawRun(subject, round, "ns/op", times, new TreeMap<>(), around);
    }
}
