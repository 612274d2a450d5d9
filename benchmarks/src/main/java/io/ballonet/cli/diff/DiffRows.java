package io.ballonet.cli.diff;

import io.ballonet.cli.replay.Rows;
import io.ballonet.result.Printable;
import io.ballonet.result.Subject;
import io.ballonet.result.diff.FolderDiff;
import io.ballonet.result.diff.RowDiff;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Two compared results for programs, every row; changes and bounds are shares, 0.05 for 5 %. */
final class DiffRows {
    /** Enough for the least p of ten rounds, and for times of a nanosecond. */
    private static final int DIGITS = 9;

    private DiffRows() {}

    static Rows of(FolderDiff diff) {
        Rows rows = new Rows(
                DIGITS,
                "verdict",
                "regression",
                "family",
                "benchmark",
                "contender",
                "threads",
                "params",
                "unit",
                "base",
                "new",
                "change",
                "change_low",
                "change_high",
                "cliffs_delta",
                "p",
                "p_holm",
                "base_rounds",
                "new_rounds",
                "flags");
        for (RowDiff row : diff.rows()) {
            Subject subject = row.subject();
            String params = subject.params().entrySet().stream()
                    .map(param -> param.getKey() + "=" + param.getValue())
                    .collect(Collectors.joining(" "));
            rows.add(
                    row.verdict().toString(),
                    row.regression() ? "yes" : "no",
                    Printable.of(subject.family()),
                    Printable.of(subject.benchmark()),
                    Printable.of(subject.contender()),
                    (long) subject.threads(),
                    Printable.of(params),
                    Printable.of(subject.unit()),
                    number(row.base()),
                    number(row.current()),
                    number(row.change()),
                    number(row.ratio().low() - 1),
                    number(row.ratio().high() - 1),
                    number(row.delta()),
                    number(row.p()),
                    number(row.adjustedP()),
                    (long) row.baseRounds(),
                    (long) row.currentRounds(),
                    String.join("; ", row.flags()));
        }
        return rows;
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
