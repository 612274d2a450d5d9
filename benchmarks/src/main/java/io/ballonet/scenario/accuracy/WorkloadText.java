package io.ballonet.scenario.accuracy;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/** A result workload by workload: a column each, the best strategy marked, then the estimators. At most 100 columns wide. */
final class WorkloadText {
    private static final int PERCENT = AccuracyPlan.FRAMES_PERCENT.getFirst();
    private static final int NAME_WIDTH = 17;

    private final AccuracyPlan plan;
    private final AccuracyScores scores;
    private final List<String> names;
    private final StringBuilder text = new StringBuilder();

    private static final int COLUMN = 10;

    private WorkloadText(AccuracyPlan plan, AccuracyScores scores, List<String> names) {
        this.plan = plan;
        this.scores = scores;
        this.names = names;
    }

    /** The blocks; {@code names} are the strategies' registry names. */
    static String of(AccuracyPlan plan, AccuracyScores scores, List<String> names) {
        WorkloadText blocks = new WorkloadText(plan, scores, names);
        blocks.byWorkload();
        blocks.estimators();
        return blocks.text.toString();
    }

    private void byWorkload() {
        matrix("F1 in %, with shootdown", true, (workload, name) -> f1(workload, name, TlbMode.SHOOTDOWN));
        matrix("F1 in %, without", true, (workload, name) -> f1(workload, name, TlbMode.NONE));
        matrix(
                "Regret in %, " + PERCENT + " % of the memory, with shootdown",
                false,
                (workload, name) -> regret(workload, name, TlbMode.SHOOTDOWN));
        matrix(
                "Regret in %, " + PERCENT + " % of the memory, without",
                false,
                (workload, name) -> regret(workload, name, TlbMode.NONE));
        text.append(String.format(Locale.ROOT, "%-17s", "The workloads"));
        header();
        fact("pages", workload -> String.valueOf(workload.pages()));
        fact("1,000 accesses", workload -> String.valueOf(workload.trace().length() / 1_000));
        fact("idle, %", workload -> String.format(Locale.ROOT, "%.1f", 100 * (1 - workload.activeShare())));
        fact("walks, per 1,000", workload -> String.format(Locale.ROOT, "%.2f", 1_000 * workload.walksAlone()));
        fact(
                "with shootdown +",
                workload -> String.format(Locale.ROOT, "%.2f", 1_000 * (walks(workload) - workload.walksAlone())));
        text.append('\n');
    }

    private double walks(Workload workload) {
        return AccuracyScores.mean(
                scores.identification(),
                score -> score.cell().workload().equals(workload.name())
                        && score.cell().tlb() == TlbMode.SHOOTDOWN,
                IdentificationScore::walks);
    }

    private double f1(Workload workload, String name, TlbMode tlb) {
        return 100
                * AccuracyScores.mean(
                        scores.identification(),
                        score -> score.cell().equals(new Cell(workload.name(), name, tlb, BitLayout.ENTRY)),
                        score -> score.victims().f1());
    }

    private double regret(Workload workload, String name, TlbMode tlb) {
        return 100
                * AccuracyScores.mean(
                        scores.reclaim(),
                        score -> score.workload().equals(workload.name())
                                && score.strategy().equals(name)
                                && score.tlb() == tlb
                                && score.framesPercent() == PERCENT,
                        ReclaimScore::regret);
    }

    private void header() {
        plan.workloads().forEach(workload -> text.append(String.format(Locale.ROOT, "%10s", column(workload.name()))));
        text.append('\n');
    }

    /** What fits above a column. */
    private static String column(String workload) {
        String name = workload.replace("own_", "");
        if (name.equals("phase-shift")) {
            return "phases";
        }
        return name.length() < COLUMN ? name : name.substring(0, COLUMN - 2) + "…";
    }

    private void matrix(String title, boolean isMoreBetter, ToDoubleBiFunction<Workload, String> value) {
        text.append(title).append("; * is the best\n");
        text.append(" ".repeat(NAME_WIDTH));
        header();
        for (String name : names) {
            text.append(String.format(Locale.ROOT, "%-17s", name));
            for (Workload workload : plan.workloads()) {
                String cell = rounded(value.applyAsDouble(workload, name));
                boolean isBest = cell.equals(best(workload, isMoreBetter, value));
                text.append(String.format(Locale.ROOT, "%9s%s", cell, isBest ? "*" : " "));
            }
            text.append('\n');
        }
        text.append('\n');
    }

    private String best(Workload workload, boolean isMoreBetter, ToDoubleBiFunction<Workload, String> value) {
        double sign = isMoreBetter ? 1 : -1;
        double best = names.stream()
                .mapToDouble(name -> sign * value.applyAsDouble(workload, name))
                .max()
                .orElse(Double.NaN);
        return rounded(sign * best);
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.1f", value + 0.0);
    }

    private void fact(String name, Function<Workload, String> value) {
        text.append(String.format(Locale.ROOT, "%-17s", name))
                .append(plan.workloads().stream()
                        .map(workload -> String.format(Locale.ROOT, "%9s ", value.apply(workload)))
                        .collect(Collectors.joining()))
                .append('\n');
    }

    private void estimators() {
        text.append(
                        "ESX's estimate of the active share from 100 pages a period, in points of a percent: the error (RMS)\n")
                .append("and how often the noise of the sample that is, and the bias, over ")
                .append(Estimation.SEEDS)
                .append(
                        " seeds; cold: error of the\nshare of memory idle for 1, 2, 4, 8, 16 periods as idle ages say it\n")
                .append(String.format(
                        Locale.ROOT,
                        "%-11s %6s | %21s | %21s | %s%n",
                        "",
                        "active",
                        "with shootdown",
                        "without",
                        "cold, without"))
                .append(String.format(
                        Locale.ROOT,
                        "%-11s %6s | %6s %6s %7s | %6s %6s %7s |%n",
                        "",
                        "",
                        "error",
                        "×noise",
                        "bias",
                        "error",
                        "×noise",
                        "bias"));
        for (Workload workload : plan.workloads()) {
            text.append(String.format(Locale.ROOT, "%-11s %6.1f", workload.name(), 100 * workload.activeShare()));
            for (TlbMode tlb : TlbMode.values()) {
                text.append(estimate(workload, tlb));
            }
            text.append(" |").append(cold(workload)).append('\n');
        }
        text.append('\n');
    }

    private String estimate(Workload workload, TlbMode tlb) {
        return scores.estimation().stream()
                .filter(score -> score.workload().equals(workload.name()) && score.tlb() == tlb)
                .map(score -> String.format(
                        Locale.ROOT,
                        " | %6.2f %6.2f %+7.2f",
                        100 * score.rmsError(),
                        score.ratio(),
                        100 * score.bias()))
                .collect(Collectors.joining());
    }

    private String cold(Workload workload) {
        return scores.identification().stream()
                .filter(score -> score.cell().workload().equals(workload.name())
                        && score.cell().tlb() == TlbMode.NONE
                        && score.cell().layout() == BitLayout.ENTRY)
                .flatMap(score -> score.coldErrors().stream())
                .map(error -> String.format(Locale.ROOT, " %5.1f", 100 * error))
                .collect(Collectors.joining());
    }
}
