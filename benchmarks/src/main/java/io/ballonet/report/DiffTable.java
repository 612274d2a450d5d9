package io.ballonet.report;

import io.ballonet.report.text.Labels;
import io.ballonet.report.text.Scale;
import io.ballonet.result.Printable;
import io.ballonet.result.diff.FolderDiff;
import io.ballonet.result.diff.RowDiff;
import io.ballonet.result.diff.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Two compared results for the terminal: a section for each verdict, the greatest effect first, at most
 * {@link TerminalTables#COLUMNS} columns wide. A row that is too long goes on below itself; nothing is cut, and what a file holds
 * is escaped.
 */
public final class DiffTable {
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String RESET = "\u001b[0m";

    private static final String NUMBERS = "%1s %9s  %18s  %7s  %5s  %7s  ";
    private static final int LABEL = TerminalTables.COLUMNS - 58;

    private static final double LEAST_P = 1e-4;

    /** From here on a change is said as a factor. */
    private static final double AS_FACTOR = 9.9995;

    private DiffTable() {}

    /** The sections and the counts; rows that show nothing are counted alone, unless {@code all} are wanted. */
    public static String of(FolderDiff diff, boolean all, boolean colour) {
        StringBuilder text = new StringBuilder();
        for (Verdict verdict : Verdict.values()) {
            List<RowDiff> rows = diff.of(verdict);
            boolean shown = all || verdict.compareTo(Verdict.NO_DIFFERENCE_SHOWN) < 0;
            if (shown && !rows.isEmpty()) {
                section(text, verdict, rows, colour);
            }
        }
        counts(diff).forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static void section(StringBuilder text, Verdict verdict, List<RowDiff> rows, boolean colour) {
        text.append(paint(verdict + ": " + rows(rows.size()), BOLD, colour)).append('\n');
        String head = String.format(NUMBERS, "", "change", "95 % interval", "p", "δ", "rounds") + "row";
        text.append(paint(head, DIM, colour)).append('\n');
        for (RowDiff row : rows) {
            String numbers = String.format(
                    NUMBERS,
                    row.regression() ? "!" : "",
                    change(row.change()) + (Math.abs(row.change()) < AS_FACTOR ? " %" : ""),
                    interval(row),
                    p(row.adjustedP()),
                    Double.isNaN(row.delta()) ? Scale.NOTHING : String.format(Locale.ROOT, "%+.2f", row.delta()),
                    row.baseRounds() + ":" + row.currentRounds());
            for (String line : wrapped(label(row), LABEL)) {
                text.append(numbers).append(line).append('\n');
                numbers = " ".repeat(TerminalTables.COLUMNS - LABEL);
            }
        }
        text.append('\n');
    }

    private static List<String> counts(FolderDiff diff) {
        StringJoiner text = new StringJoiner(", ", rows(diff.rows().size()) + ": ", "");
        String threshold = Scale.tick(100 * diff.threshold()) + " %";
        long within = diff.of(Verdict.NO_DIFFERENCE_SHOWN).stream()
                .filter(row -> row.within(diff.threshold()))
                .count();
        for (Verdict verdict : Verdict.values()) {
            String more = switch (verdict) {
                case SLOWER -> " (" + diff.regressions() + " by " + threshold + " or more)";
                case NO_DIFFERENCE_SHOWN -> " (" + within + " with an interval within ±" + threshold + ")";
                default -> "";
            };
            text.add(diff.of(verdict).size() + " " + verdict + more);
        }
        List<String> lines = new ArrayList<>(wrapped(text.toString(), TerminalTables.COLUMNS));
        int untold = diff.of(Verdict.CANNOT_TELL).size();
        if (untold > 0) {
            lines.addAll(wrapped(
                    "cannot tell: too few rounds; a difference among "
                            + rows(diff.rows().size()) + " can be shown from "
                            + diff.roundsNeeded()
                            + (diff.inTurn()
                                    ? " pairs of rounds in one state of the machine on: ask for more ('--rounds'), or name fewer"
                                            + " families"
                                    : " rounds a side on: run longer ('ballonet compare --minutes'), or name fewer families"),
                    TerminalTables.COLUMNS));
        }
        return lines;
    }

    private static String rows(int count) {
        return count + (count == 1 ? " row" : " rows");
    }

    private static String interval(RowDiff row) {
        return Double.isNaN(row.ratio().low())
                ? Scale.NOTHING
                : change(row.ratio().low() - 1) + " to " + change(row.ratio().high() - 1);
    }

    /** In percent, or as a factor where it is large. */
    private static String change(double change) {
        if (!Double.isFinite(change)) {
            return Scale.NOTHING;
        }
        return change < AS_FACTOR ? String.format(Locale.ROOT, "%+.1f", 100 * change) : "×" + Scale.compact(1 + change);
    }

    private static String p(double p) {
        if (Double.isNaN(p)) {
            return Scale.NOTHING;
        }
        return p < LEAST_P ? "<0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }

    private static String label(RowDiff row) {
        Scale scale = Scale.of(row.subject().unit(), row.base(), row.current());
        String params = Labels.params(row.subject(), ", ", Set.of());
        return Printable.of(row.subject().family() + "/" + row.subject().benchmark() + " "
                + row.subject().contender()
                + (params.isEmpty() ? "" : ", " + params)
                + ": " + scale.text(row.base()) + " → " + scale.text(row.current()) + " " + scale.unit()
                + (row.flags().isEmpty() ? "" : " [" + String.join("; ", row.flags()) + "]"));
    }

    /** Lines of at most {@code width}, broken at spaces where there are any. */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > 0 ? space : width;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    private static String paint(String text, String style, boolean colour) {
        return colour ? style + text + RESET : text;
    }
}
