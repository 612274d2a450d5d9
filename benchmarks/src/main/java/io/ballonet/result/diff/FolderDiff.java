package io.ballonet.result.diff;

import io.ballonet.result.Kind;
import io.ballonet.result.Latency;
import io.ballonet.result.RawFolder;
import io.ballonet.result.RawRun;
import io.ballonet.result.ResultException;
import io.ballonet.result.Subject;
import io.ballonet.result.stats.ManyTests;
import io.ballonet.result.stats.MedianRatio;
import io.ballonet.result.stats.Quantiles;
import io.ballonet.result.stats.RankSum;
import io.ballonet.result.stats.Shift;
import io.ballonet.result.stats.SignedRank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two result folders, compared: one row for each question that both answer.
 *
 * @param rows by verdict, and in each by effect, the greatest first
 * @param notes a line for each thing that could not be compared or makes the comparison doubtful, unescaped
 * @param damaged true if a folder holds runs that had to be left out
 * @param threshold share of change from which on what is slower is a regression
 * @param inTurn true if rounds of both were run in turn, so that they are compared pair by pair
 */
public record FolderDiff(List<RowDiff> rows, List<String> notes, boolean damaged, double threshold, boolean inTurn) {
    /** Chance of one or more false differences among all rows of a comparison in which nothing differs. */
    public static final double LEVEL = 0.05;

    /*
     * What is independent. A round runs each row in a JVM of its own. Its iterations share that JVM's compilation, layout of the
     * heap and place on the machine, and are correlated: on this project's runs the spread between rounds is as large as the one
     * within them or larger. To count iterations as independent would make p-values small without evidence [1] [2]. So a round
     * is one value, the mean of its iterations, and everything below deals out, permutes or draws whole rounds:
     *
     *   value      median of the rounds' means, as in summary.json
     *   test       exact rank-sum test of the two sides' rounds; nothing is assumed of the noise's shape
     *   interval   percentiles of a bootstrap that draws whole rounds; to draw iterations within them as well would count the
     *              iterations' noise twice, since the rounds' means hold it already [3]
     *   many rows  Holm's correction over the rows that can show something, see ManyTests
     *
     * Rounds that were run in turn ('diff --ab') are pairs: round i of one side ran right after round i of the other, and what
     * the machine did then moved both. So pairs are compared, not sides:
     *
     *   test       Wilcoxon's signed-rank test of the pairs' ratios
     *   interval   of the median ratio, from a bootstrap that draws pairs
     *   state      of the machine: alike within a pair is enough
     *
     * This takes out what moves slowly, such as neighbours on the host, and leaves what differs from JVM to JVM. With r pairs the
     * least p is 2 / 2^r.
     *
     * The price: with r rounds a side the least p is 2 / C(2r, r): 1/3 for two, 1/10 for three, 0.0002 for eight. Two rounds can
     * never show a difference, and among a hundred rows it takes eight; rows with too few are said to be, not called equal.
     *
     * What it cannot know. All rounds of a folder are from one session. What differs from session to session (neighbours on the
     * host, physical memory, kernel) looks like a change of the code. Against it stand the threshold, the flags, and the rows of
     * the family limit: no change of the code moves them, so one that moved says that the machine did. By simulation of a hundred
     * equal rows with ten rounds (SyntheticRun): no alarm in 40 comparisons if sessions do not differ or do by 0.5 % a row, 2 if
     * by 1 %, 36 if by 2 %; such sessions need a higher threshold, or rounds of both sides in turn. Drift within both sides
     * makes the test miss more, not alarm more.
     *
     * Rounds a side that find 5 % among a hundred rows in nine comparisons of ten, likewise: 12 where rounds spread by 1 %, 20
     * where by 2 %, some 30 where by 3 %.
     *
     * [1] T. Kalibera, R. Jones, Rigorous Benchmarking in Reasonable Time, ISMM 2013, sections 3 and 6.
     * [2] A. Georges, D. Buytaert, L. Eeckhout, Statistically Rigorous Java Performance Evaluation, OOPSLA 2007, section 3.
     * [3] A. Davison, D. Hinkley, Bootstrap Methods and their Application, 1997, section 3.8.
     */

    /** Copies the lists. */
    public FolderDiff {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * Compares two folders.
     *
     * @param families those to compare; empty for all
     * @param threshold at least 0
     * @throws ResultException if one of them holds no measurement
     */
    public static FolderDiff of(RawFolder base, RawFolder current, Set<String> families, double threshold) {
        Map<Question, List<RawRun>> before = byQuestion(base, families);
        Map<Question, List<RawRun>> after = byQuestion(current, families);
        DiffNotes notes = new DiffNotes();
        notes.folders(base, current);
        notes.unpaired(base, before, after);
        notes.unpaired(current, after, before);
        String turns = base.facts().inTurn();
        boolean inTurn = turns != null && turns.equals(current.facts().inTurn());
        List<Sides> pairs = new ArrayList<>();
        before.forEach((question, runs) -> {
            List<RawRun> others = after.get(question);
            if (others != null) {
                pairs.add(inTurn ? Sides.inTurn(runs, others) : Sides.of(runs, others));
            }
        });
        if (inTurn) {
            notes.inTurn();
        }
        List<RowDiff> rows = judged(pairs, threshold);
        notes.limits(rows);
        boolean damaged = !base.faults().isEmpty() || !current.faults().isEmpty();
        return new FolderDiff(rows, notes.lines(), damaged, threshold, inTurn);
    }

    /** Rows of that verdict. */
    public List<RowDiff> of(Verdict verdict) {
        return rows.stream().filter(row -> row.verdict() == verdict).toList();
    }

    /** Rows that are slower by the threshold or more. */
    public long regressions() {
        return rows.stream().filter(RowDiff::regression).count();
    }

    /** Rounds a side from which on each row could show a difference. */
    public int roundsNeeded() {
        return roundsFor(rows.size(), inTurn);
    }

    static int roundsFor(int rows, boolean inTurn) {
        int rounds = 1;
        while ((inTurn ? SignedRank.leastP(rounds) : RankSum.leastP(rounds, rounds)) > LEVEL / rows) {
            rounds++;
        }
        return rounds;
    }

    private static Map<Question, List<RawRun>> byQuestion(RawFolder folder, Set<String> families) {
        if (!folder.facts().measurement()) {
            throw new ResultException(
                    "smoke run: " + folder.path() + " holds no measurement; name a run of another profile", null);
        }
        Map<Question, List<RawRun>> runs = new LinkedHashMap<>();
        for (RawRun run : folder.runs()) {
            Subject subject = run.subject();
            boolean wanted = families.isEmpty() || families.contains(subject.family());
            if (wanted && Double.isFinite(run.mean())) {
                runs.computeIfAbsent(Question.of(subject), key -> new ArrayList<>())
                        .add(run);
            }
        }
        return runs;
    }

    private static List<RowDiff> judged(List<Sides> pairs, double threshold) {
        double bound =
                ManyTests.testableUpTo(pairs.stream().mapToDouble(Sides::leastP).toArray(), LEVEL);
        List<Sides> tested =
                pairs.stream().filter(pair -> pair.leastP() <= bound).toList();
        List<Shift> tests = tested.stream().map(Sides::test).toList();
        double[] adjusted = ManyTests.holm(tests.stream().mapToDouble(Shift::p).toArray());
        List<RowDiff> rows = new ArrayList<>();
        for (int i = 0; i < tested.size(); i++) {
            rows.add(tested.get(i).row(tests.get(i), adjusted[i], threshold));
        }
        pairs.stream()
                .filter(pair -> pair.leastP() > bound)
                .map(Sides::untested)
                .forEach(rows::add);
        rows.sort(Comparator.comparing(RowDiff::verdict)
                .thenComparing(row -> Math.abs(row.worsening()), Comparator.reverseOrder()));
        return rows;
    }

    /** A question's rounds on both sides: all of them for the values, those of one state of the machine for the test. */
    private record Sides(Subject subject, List<RawRun> base, List<RawRun> current, LikeRounds like, boolean inTurn) {
        static Sides of(List<RawRun> base, List<RawRun> current) {
            return new Sides(base.getFirst().subject(), base, current, LikeRounds.of(base, current), false);
        }

        /** Rounds that both sides have; a value that has no logarithm makes all of them unpaired. */
        static Sides inTurn(List<RawRun> base, List<RawRun> current) {
            Map<Integer, RawRun> byRound = new HashMap<>();
            current.forEach(run -> byRound.put(run.round(), run));
            List<RawRun> paired = base.stream()
                    .filter(run -> byRound.containsKey(run.round()))
                    .toList();
            List<RawRun> others =
                    paired.stream().map(run -> byRound.get(run.round())).toList();
            boolean positive = Stream.concat(paired.stream(), others.stream()).allMatch(run -> run.mean() > 0);
            return paired.isEmpty() || !positive
                    ? of(base, current)
                    : new Sides(base.getFirst().subject(), base, current, LikeRounds.ofPairs(paired, others), true);
        }

        double leastP() {
            return inTurn
                    ? SignedRank.leastP(like.base().size())
                    : RankSum.leastP(like.base().size(), like.current().size());
        }

        Shift test() {
            return inTurn ? SignedRank.of(before(), after()) : RankSum.of(before(), after());
        }

        double[] before() {
            return like.base().stream().mapToDouble(RawRun::mean).toArray();
        }

        double[] after() {
            return like.current().stream().mapToDouble(RawRun::mean).toArray();
        }

        RowDiff row(Shift test, double adjusted, double threshold) {
            MedianRatio ratio = inTurn ? MedianRatio.ofPairs(before(), after()) : MedianRatio.of(before(), after());
            boolean shown = adjusted <= LEVEL;
            boolean worse = test.delta() > 0 == subject.lowerIsBetter();
            Verdict verdict = !shown
                    ? Verdict.NO_DIFFERENCE_SHOWN
                    : subject.kind() == Kind.LIMIT
                            ? Verdict.OTHER_MACHINE_STATE
                            : worse ? Verdict.SLOWER : Verdict.FASTER;
            boolean beyond = subject.lowerIsBetter() ? ratio.value() >= 1 + threshold : ratio.value() <= 1 - threshold;
            return new RowDiff(
                    subject,
                    Quantiles.median(before()),
                    Quantiles.median(after()),
                    ratio,
                    test.delta(),
                    test.p(),
                    adjusted,
                    like.base().size(),
                    like.current().size(),
                    flags(),
                    verdict,
                    verdict == Verdict.SLOWER && beyond);
        }

        /** Values and ratio of all rounds, since those of one state are too few to show anything. */
        RowDiff untested() {
            double[] before = base.stream().mapToDouble(RawRun::mean).toArray();
            double[] after = current.stream().mapToDouble(RawRun::mean).toArray();
            return new RowDiff(
                    subject,
                    Quantiles.median(before),
                    Quantiles.median(after),
                    new MedianRatio(Quantiles.median(after) / Quantiles.median(before), Double.NaN, Double.NaN),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    before.length,
                    after.length,
                    flags(),
                    like.differ() ? Verdict.OTHER_MACHINE_STATE : Verdict.CANNOT_TELL,
                    false);
        }

        private List<String> flags() {
            List<String> flags = new ArrayList<>(like.flags());
            if (base.stream().anyMatch(run -> Latency.missedRate(run.counters()))) {
                flags.add("base " + Latency.MISSED_RATE_FLAG);
            }
            if (current.stream().anyMatch(run -> Latency.missedRate(run.counters()))) {
                flags.add("new " + Latency.MISSED_RATE_FLAG);
            }
            return flags;
        }
    }
}
