package io.ballonet.cli.compare;

import io.ballonet.cli.compare.BenchmarkCatalogue.LeftOut;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Says which rows are not run: one line a reason. */
final class LeftOutLines {
    private LeftOutLines() {}

    /** {@code 12 rows of cas-list, lock-list are left out: takes no order above 0}, for rows that the user asked for. */
    static List<String> of(List<LeftOut> rows, Selection selection) {
        Map<String, Set<String>> contenders = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (LeftOut leftOut : rows) {
            if (selection.asksFor(leftOut.row())) {
                contenders
                        .computeIfAbsent(leftOut.reason(), reason -> new TreeSet<>())
                        .add(leftOut.row().contender());
                counts.merge(leftOut.reason(), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .map(count -> count.getValue() + (count.getValue() == 1 ? " row of " : " rows of ")
                        + String.join(", ", contenders.getOrDefault(count.getKey(), Set.of()))
                        + (count.getValue() == 1 ? " is" : " are") + " left out: " + count.getKey())
                .toList();
    }
}
