package io.ballonet.report.plot;

import io.ballonet.report.data.ReportData;
import java.util.List;

/** What a reader wants to see drawn. */
public interface Question {
    /** In a few words, such as "throughput against threads". */
    String asks();

    /** A plot for each benchmark or run that answers it; empty where none does. */
    List<Plot> plots(ReportData data);

    /** What would have to be in a folder, for one that has no answer. */
    String needs();
}
