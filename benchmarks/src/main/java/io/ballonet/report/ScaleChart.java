package io.ballonet.report;

import io.ballonet.result.Measurement;
import io.ballonet.result.Subject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a pass costs against the size of memory, from the measurements {@code scan-scale-memory} of a result: a line a strategy. */
public final class ScaleChart {
    private static final String BENCHMARK = "scan-scale-memory";
    private static final String MEMORY = "gibibytes";
    private static final double NS_OF_MS = 1e6;

    private ScaleChart() {}

    /** The text of a file of its own, or nothing where a result has no such measurements. */
    public static Optional<String> file(List<Measurement> measurements) {
        List<Measurement> costs = measurements.stream()
                .filter(m -> m.subject().benchmark().equals(BENCHMARK) && Double.isFinite(m.value()))
                .filter(m -> m.subject().params().get(MEMORY) instanceof Number)
                .toList();
        List<CurveChart.Line> lines = costs.stream()
                .map(m -> m.subject().contender())
                .distinct()
                .map(contender -> line(contender, costs))
                .toList();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(CurveChart.svgOverDecades(
                        "A pass over more and more memory, 64 MiB of it hot",
                        "GiB of guest memory (logarithmic)",
                        "ms of processor time",
                        lines));
    }

    private static CurveChart.Line line(String contender, List<Measurement> costs) {
        return new CurveChart.Line(
                contender,
                costs.stream()
                        .filter(m -> m.subject().contender().equals(contender))
                        .map(m -> new CurveChart.Point(memory(m.subject()), m.value() / NS_OF_MS))
                        .sorted(Comparator.comparingDouble(CurveChart.Point::across))
                        .toList());
    }

    private static double memory(Subject subject) {
        return subject.params().get(MEMORY) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
