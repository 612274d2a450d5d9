package io.ballonet.report;

import io.ballonet.report.text.Labels;
import io.ballonet.report.text.Scale;
import io.ballonet.result.BehindBest;
import io.ballonet.result.Latency;
import io.ballonet.result.Measurement;
import io.ballonet.result.RunFacts;
import io.ballonet.result.Subject;
import io.ballonet.result.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * A plain table for each family, at most 100 columns wide; colour only where it is asked for. Where that is too narrow,
 * benchmark and unit stand on a line of their own above their rows.
 */
public final class TerminalTables {
    /** Widest line. */
    public static final int COLUMNS = 100;

    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[32m";
    private static final String DIM = "\u001b[2m";
    private static final String RESET = "\u001b[0m";

    private static final List<String> HEAD =
            List.of("benchmark", "contender", "parameters", "value", "± 95 %", "unit", "× limit", "× best", "notes");
    private static final int BENCHMARK = 0;
    private static final int CONTENDER = 1;
    private static final int PARAMETERS = 2;
    private static final int UNIT = 5;
    private static final int NOTES = 8;
    private static final boolean[] RIGHT = {false, false, false, true, true, false, false, true, false};
    private static final int GAP = 2;
    private static final int LEAST_CUT = 12;
    private static final int LATENCY_LABEL = 38;
    private static final int LATENCY_NUMBER = 8;

    private TerminalTables() {}

    /** All tables, and what is to be known about the run. */
    public static String of(Summary summary, boolean colour) {
        StringBuilder text = new StringBuilder();
        for (String family : summary.families()) {
            List<Measurement> measurements = summary.of(family);
            String common = common(measurements);
            text.append('\n')
                    .append(paint(family, BOLD, colour))
                    .append(common.isEmpty() ? "" : "  (" + common + ")")
                    .append('\n');
            table(text, summary, measurements, colour);
            latencies(text, measurements, colour);
        }
        text.append('\n');
        if (summary.measurements().stream().anyMatch(summary::isBest)) {
            text.append("* best of its contenders; × best: times as long or as little as that one,")
                    .append(" ~ where the intervals\n  leave open which is better\n");
        }
        RunFacts run = summary.run();
        if (!run.measurement()) {
            text.append(paint("smoke run: not a measurement", BOLD, colour)).append('\n');
        }
        if (run.partial()) {
            text.append("partial: stopped before the end; unfinished families are left out\n");
        }
        for (String failure : run.failures()) {
            text.append(cut("failed: " + failure, COLUMNS)).append('\n');
        }
        return text.toString();
    }

    private static void table(StringBuilder text, Summary summary, List<Measurement> measurements, boolean colour) {
        Set<String> constant = constant(measurements);
        boolean oneLimit = commonLimit(measurements).isPresent();
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        String last = "";
        for (Measurement m : measurements) {
            String benchmark = m.subject().benchmark();
            Scale scale = scale(measurements, benchmark);
            String kind = Labels.kind(m.subject().kind());
            rows.add(List.of(
                    benchmark.equals(last) ? "" : benchmark,
                    m.subject().contender()
                            + (kind.isEmpty() || kind.equals(m.subject().family()) ? "" : " (" + kind + ")")
                            + (summary.isBest(m) ? " *" : ""),
                    Labels.params(m.subject(), ", ", constant),
                    scale.text(m.value()),
                    scale.text(m.error()),
                    scale.unit(),
                    oneLimit ? Labels.factor(m) : Labels.ratio(m),
                    summary.behindBest(m).map(TerminalTables::behind).orElse(""),
                    Labels.notes(m, ", ")));
            last = benchmark;
        }
        int[] widths = widths(rows);
        boolean stacked = width(widths) > COLUMNS;
        if (stacked) {
            widths[BENCHMARK] = 0;
            widths[UNIT] = 0;
        }
        int wanted = widths[PARAMETERS];
        fit(widths);
        boolean grouped = stacked && widths[PARAMETERS] < wanted;
        if (grouped) {
            widths[PARAMETERS] = 0;
        }
        text.append(paint((stacked ? "  " : "") + (grouped ? "  " : "") + line(HEAD, widths), DIM, colour))
                .append('\n');
        String group = "";
        for (int row = 1; row < rows.size(); row++) {
            List<String> cells = rows.get(row);
            if (stacked && !cells.get(BENCHMARK).isEmpty()) {
                text.append("  ")
                        .append(cells.get(BENCHMARK))
                        .append(", ")
                        .append(cells.get(UNIT))
                        .append('\n');
                group = "";
            }
            if (grouped && !cells.get(PARAMETERS).equals(group)) {
                group = cells.get(PARAMETERS);
                text.append(paint("    " + cut(group, COLUMNS - 4), DIM, colour))
                        .append('\n');
            }
            String line = (stacked ? "  " : "") + (grouped ? "  " : "") + line(cells, widths);
            text.append(summary.isBest(measurements.get(row - 1)) ? paint(line, GREEN, colour) : line)
                    .append('\n');
        }
    }

    private static String behind(BehindBest behind) {
        return (behind.open() ? "~" : "") + Scale.number(behind.factor());
    }

    private static void latencies(StringBuilder text, List<Measurement> measurements, boolean colour) {
        List<Measurement> loops =
                measurements.stream().filter(m -> Latency.of(m).isPresent()).toList();
        if (loops.isEmpty()) {
            return;
        }
        Set<String> constant = constant(loops);
        StringBuilder head = new StringBuilder(pad("  response time, ns", LATENCY_LABEL));
        Latency.NAMES.forEach(name -> head.append(String.format("%" + LATENCY_NUMBER + "s", name)));
        text.append(paint(head.toString(), DIM, colour)).append('\n');
        for (Measurement m : loops) {
            String params = Labels.params(m.subject(), ", ", constant);
            text.append(pad(
                    "  " + m.subject().benchmark() + "  " + m.subject().contender()
                            + (params.isEmpty() ? "" : "  " + params),
                    LATENCY_LABEL));
            Latency.of(m)
                    .ifPresent(latency -> latency.percentiles()
                            .forEach(value ->
                                    text.append(String.format("%" + LATENCY_NUMBER + "s", Scale.compact(value)))));
            text.append(m.flags().contains(Latency.MISSED_RATE_FLAG) ? "  missed rate" : "")
                    .append('\n');
        }
    }

    private static String pad(String text, int width) {
        String fitting = cut(text, width);
        return fitting + " ".repeat(width - fitting.length());
    }

    /** What all rows of a family share, said once above them. */
    private static String common(List<Measurement> measurements) {
        Subject first = measurements.getFirst().subject();
        Set<String> constant = constant(measurements);
        Set<String> varying = new HashSet<>(first.params().keySet());
        varying.removeAll(constant);
        varying.add("threads");
        StringJoiner text = new StringJoiner("; ");
        String params = Labels.params(first, ", ", varying);
        if (!params.isEmpty()) {
            text.add(params);
        }
        commonLimit(measurements).ifPresent(limit -> text.add("limit: " + limit));
        return text.toString();
    }

    private static Set<String> constant(List<Measurement> measurements) {
        Set<Map.Entry<String, Object>> same =
                new HashSet<>(measurements.getFirst().subject().params().entrySet());
        measurements.forEach(m -> same.retainAll(m.subject().params().entrySet()));
        return same.stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** The one limit that all ratios of a family are to; empty where there are several or none. */
    private static Optional<String> commonLimit(List<Measurement> measurements) {
        List<String> limits = measurements.stream()
                .filter(m -> Double.isFinite(m.limitRatio()))
                .map(m -> String.valueOf(m.subject().limit()))
                .distinct()
                .toList();
        return limits.size() == 1 ? Optional.of(limits.getFirst()) : Optional.empty();
    }

    /** One scale for all rows of a benchmark that have a unit in common. */
    static Scale scale(List<Measurement> measurements, String benchmark) {
        List<Measurement> same = measurements.stream()
                .filter(m -> m.subject().benchmark().equals(benchmark))
                .toList();
        return Scale.of(
                same.getFirst().subject().unit(),
                same.stream().mapToDouble(Measurement::value).toArray());
    }

    /** What each column wants; nothing for one that is empty. */
    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[HEAD.size()];
        for (int column = 0; column < widths.length; column++) {
            int at = column;
            boolean empty = rows.stream().skip(1).allMatch(row -> row.get(at).isEmpty());
            widths[column] = empty
                    ? 0
                    : rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0);
        }
        return widths;
    }

    private static int width(int[] widths) {
        return Arrays.stream(widths)
                .filter(width -> width > 0)
                .map(width -> width + GAP)
                .sum();
    }

    /** Cuts notes, then parameters, then contenders until a line with its indent fits. */
    private static void fit(int[] widths) {
        for (int column : new int[] {NOTES, PARAMETERS, CONTENDER}) {
            int over = width(widths) + GAP - COLUMNS;
            if (over > 0 && widths[column] > LEAST_CUT) {
                widths[column] -= Math.min(over, widths[column] - LEAST_CUT);
            }
        }
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            if (widths[column] == 0) {
                continue;
            }
            String cell = cut(cells.get(column), widths[column]);
            String pad = " ".repeat(widths[column] - cell.length());
            line.append(" ".repeat(GAP)).append(RIGHT[column] ? pad + cell : cell + pad);
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    private static String paint(String text, String style, boolean colour) {
        return colour ? style + text + RESET : text;
    }
}
