package io.ballonet.report;

import io.ballonet.result.Measurement;
import io.ballonet.result.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The accuracy of inactivity scans against their cost, from the measurements {@code accuracy} and {@code accuracy-cost} of a
 * result: a panel a layout of the accessed bits.
 */
public final class AccuracyChart {
    private static final String ACCURACY = "accuracy";
    private static final String COST = "accuracy-cost";
    private static final String LAYOUT = "layout";
    private static final String TLB = "tlb";

    private static final FrontChart.Words WORDS = new FrontChart.Words(
            "Idle pages found, and what finding them costs",
            "ns a page and period, choice of victims and pass (logarithmic)",
            "F1 in %",
            "with TLB shootdown",
            "without");

    private AccuracyChart() {}

    /** The text of a file of its own, or nothing where a result has no accuracy. */
    public static Optional<String> file(List<Measurement> measurements) {
        return inline(measurements).map(svg -> svg.replaceFirst("<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\""));
    }

    /** The same for a place within HTML. */
    static Optional<String> inline(List<Measurement> measurements) {
        List<FrontChart.Panel> panels = new ArrayList<>();
        List<String> layouts = measurements.stream()
                .filter(m -> m.subject().benchmark().equals(ACCURACY))
                .map(m -> param(m.subject(), LAYOUT))
                .distinct()
                .toList();
        for (String layout : layouts) {
            List<FrontChart.Point> points = measurements.stream()
                    .filter(m -> m.subject().benchmark().equals(ACCURACY)
                            && param(m.subject(), LAYOUT).equals(layout))
                    .flatMap(m -> point(m, measurements).stream())
                    .toList();
            if (!points.isEmpty()) {
                panels.add(new FrontChart.Panel("Accessed bits: " + layout, points));
            }
        }
        return panels.isEmpty() ? Optional.empty() : Optional.of(FrontChart.svg(WORDS, panels));
    }

    private static Optional<FrontChart.Point> point(Measurement accuracy, List<Measurement> measurements) {
        Subject subject = accuracy.subject();
        return measurements.stream()
                .filter(m -> m.subject().benchmark().equals(COST)
                        && m.subject().contender().equals(subject.contender())
                        && m.subject().params().equals(subject.params())
                        && m.value() > 0
                        && Double.isFinite(accuracy.value()))
                .findFirst()
                .map(cost -> new FrontChart.Point(
                        subject.contender(), param(subject, TLB).equals("shootdown"), cost.value(), accuracy.value()));
    }

    private static String param(Subject subject, String name) {
        return String.valueOf(subject.params().get(name));
    }
}
