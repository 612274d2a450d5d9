package io.ballonet.report.data;

import io.ballonet.result.Measurement;
import io.ballonet.result.Subject;
import java.util.List;

/** A measurement and the column that it is from. */
public record Row(ReportColumn column, Measurement measurement) {
    /** What was measured. */
    public Subject subject() {
        return measurement.subject();
    }

    /** The command line that repeats just this row. */
    public String command() {
        return column.command(measurement);
    }

    /** Single iterations of all rounds, in the subject's unit. */
    public List<Double> iterations() {
        return column.iterations(measurement);
    }

    /** True if both answer the same question in the same column. */
    public boolean comparableWith(Row other) {
        return column == other.column && measurement.comparableWith(other.measurement);
    }
}
