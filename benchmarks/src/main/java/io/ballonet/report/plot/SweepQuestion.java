package io.ballonet.report.plot;

import io.ballonet.report.data.ReportData;
import io.ballonet.report.data.Row;
import io.ballonet.result.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A plot for each benchmark whose rows lie at two places or more of a {@link Sweep}. */
abstract class SweepQuestion implements Question, Sweep {
    @Override
    public final List<Plot> plots(ReportData data) {
        Palette palette = Palette.of(data);
        Map<List<String>, List<Row>> byBenchmark = new LinkedHashMap<>();
        for (Row row : data.rows()) {
            Subject subject = row.subject();
            if (Double.isFinite(x(row.measurement()))
                    && Double.isFinite(row.measurement().value())) {
                byBenchmark
                        .computeIfAbsent(
                                List.of(subject.family(), subject.benchmark(), subject.unit()),
                                key -> new ArrayList<>())
                        .add(row);
            }
        }
        return byBenchmark.values().stream()
                .map(rows -> new SweepPlot(this, data, palette, rows).plot())
                .filter(Objects::nonNull)
                .toList();
    }
}
