package io.ballonet.cli.compare;

import io.ballonet.cli.replay.Rows;
import io.ballonet.result.BehindBest;
import io.ballonet.result.Measurement;
import io.ballonet.result.Printable;
import io.ballonet.result.Subject;
import io.ballonet.result.Summary;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A result for programs, a row a measurement; of what is no number the cell is empty or null. */
final class CompareRows {
    /** Enough for times of a nanosecond and for ratios. */
    private static final int DIGITS = 6;

    private CompareRows() {}

    static Rows of(Summary summary) {
        Rows rows = new Rows(
                DIGITS,
                "family",
                "benchmark",
                "contender",
                "kind",
                "threads",
                "params",
                "unit",
                "value",
                "error",
                "limit",
                "limit_ratio",
                "best",
                "behind_best",
                "behind_best_error",
                "superiority_of_best",
                "rounds",
                "flags");
        for (Measurement m : summary.measurements()) {
            Subject subject = m.subject();
            String params = subject.params().entrySet().stream()
                    .map(param -> param.getKey() + "=" + param.getValue())
                    .collect(Collectors.joining(" "));
            @Nullable BehindBest behind = summary.behindBest(m).orElse(null);
            rows.add(
                    Printable.of(subject.family()),
                    Printable.of(subject.benchmark()),
                    Printable.of(subject.contender()),
                    subject.kind().name().toLowerCase(Locale.ROOT),
                    (long) subject.threads(),
                    Printable.of(params),
                    Printable.of(subject.unit()),
                    number(m.value()),
                    number(m.error()),
                    subject.limit() == null ? null : Printable.of(subject.limit()),
                    number(m.limitRatio()),
                    summary.isBest(m) ? "yes" : "no",
                    behind == null ? null : number(behind.factor()),
                    behind == null ? null : number(behind.error()),
                    behind == null ? null : number(behind.superiority()),
                    (long) m.rounds(),
                    String.join(" ", m.flags()));
        }
        return rows;
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
