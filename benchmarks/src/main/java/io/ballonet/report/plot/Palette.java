package io.ballonet.report.plot;

import io.ballonet.report.data.ReportColumn;
import io.ballonet.report.data.ReportData;
import io.ballonet.result.Measurement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which mark a contender has: the same in every plot of its family and in every column. */
final class Palette {
    private final Map<String, List<String>> byFamily = new HashMap<>();

    private Palette() {}

    static Palette of(ReportData data) {
        Palette palette = new Palette();
        for (ReportColumn column : data.columns()) {
            for (Measurement m : column.measurements()) {
                palette.mark(m.subject().family(), m.subject().contender());
            }
        }
        return palette;
    }

    int mark(String family, String contender) {
        List<String> known = byFamily.computeIfAbsent(family, key -> new ArrayList<>());
        int at = known.indexOf(contender);
        if (at < 0) {
            at = known.size();
            known.add(contender);
        }
        return at;
    }

    /** The same colour in another shape, for the {@code number}th line of one contender. */
    static int variant(int mark, int number) {
        return mark + number * Marks.COLOURS;
    }
}
