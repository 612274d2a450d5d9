package io.ballonet.report;

import io.ballonet.report.data.Row;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What state the machine was in while rows were measured, where they differ in it. */
final class MachineStates {
    private static final List<String> STATES =
            List.of("near", "far", "moved", "mixed", "slow-clock", "steal", "missed-rate");

    private MachineStates() {}

    /** A sentence or two; empty where all rows were measured alike. */
    static String text(List<Row> rows) {
        Map<String, Integer> counts = new TreeMap<>();
        rows.stream()
                .flatMap(row -> row.measurement().flags().stream())
                .filter(STATES::contains)
                .forEach(flag -> counts.merge(flag, 1, Integer::sum));
        int near = counts.getOrDefault("near", 0);
        int far = counts.getOrDefault("far", 0);
        StringBuilder text = new StringBuilder();
        if (near > 0 && far > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "The path between the cores was far around %d %s and near around %d: far rows are slower for the machine’s"
                            + " sake, and are not like for like with near ones. ",
                    far,
                    far == 1 ? "row" : "rows",
                    near));
        }
        int steal = counts.getOrDefault("steal", 0);
        if (steal > 0) {
            text.append(String.format(
                    Locale.ROOT, "The hypervisor took time from %d %s. ", steal, steal == 1 ? "row" : "rows"));
        }
        int unsettled = counts.getOrDefault("mixed", 0)
                + counts.getOrDefault("moved", 0)
                + counts.getOrDefault("slow-clock", 0);
        if (unsettled > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "The state changed around %d %s: mixed ones are of the rounds in the state that most were in. ",
                    unsettled,
                    unsettled == 1 ? "row" : "rows"));
        }
        int missed = counts.getOrDefault("missed-rate", 0);
        if (missed > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "%d open-loop %s not keep the rate: response times there are no measurement. ",
                    missed,
                    missed == 1 ? "run did" : "runs did"));
        }
        return text.toString().strip();
    }
}
