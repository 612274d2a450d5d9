package io.ballonet.report.plot;

import io.ballonet.report.data.ReportData;
import io.ballonet.result.Kind;
import io.ballonet.result.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which mark a contender has: the same in every plot of its family and in every column. */
final class Palette {
    private static final int GREY = Marks.COLOURS - 1;

    private final Map<String, Map<String, Integer>> marks = new HashMap<>();
    private final Map<String, List<Integer>> counts = new HashMap<>();

    private Palette() {}

    static Palette of(ReportData data) {
        Palette palette = new Palette();
        data.rows().forEach(row -> palette.add(row.subject()));
        return palette;
    }

    /** Ours from the first colour on, peers from the last but one back, foils all in the last, which is grey. */
    private void add(Subject subject) {
        Map<String, Integer> known = marks.computeIfAbsent(subject.family(), key -> new HashMap<>());
        if (known.containsKey(subject.contender())) {
            return;
        }
        List<Integer> taken = counts.computeIfAbsent(subject.family(), key -> new ArrayList<>(List.of(0, 0, 0)));
        int kind = subject.kind() == Kind.FOIL ? 2 : subject.kind() == Kind.PEER ? 1 : 0;
        int number = taken.set(kind, taken.get(kind) + 1);
        int round = number / GREY * Marks.COLOURS;
        known.put(
                subject.contender(),
                switch (kind) {
                    case 0 -> round + number % GREY;
                    case 1 -> round + GREY - 1 - number % GREY;
                    default -> GREY + number * Marks.COLOURS;
                });
    }

    int mark(String family, String contender) {
        Map<String, Integer> known = marks.computeIfAbsent(family, key -> new HashMap<>());
        return known.computeIfAbsent(contender, key -> known.size());
    }

    /** The same colour in another shape, for the {@code number}th line of one contender. */
    static int variant(int mark, int number) {
        return mark + number * Marks.COLOURS;
    }
}
