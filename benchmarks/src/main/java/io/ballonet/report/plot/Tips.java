package io.ballonet.report.plot;

import io.ballonet.report.data.Row;
import io.ballonet.report.text.Scale;
import io.ballonet.result.Measurement;

/** What a point says when it is pointed at: what it is, its figure, and the state of the machine. */
final class Tips {
    private Tips() {}

    static String of(Row row) {
        Measurement m = row.measurement();
        Scale scale = Scale.of(m.subject().unit(), m.value());
        return m.subject().label() + ": " + scale.text(m.value())
                + (Double.isFinite(m.error()) ? " ± " + scale.text(m.error()) : "") + " " + scale.unit()
                + (m.flags().isEmpty() ? "" : " (" + String.join(", ", m.flags()) + ")");
    }
}
