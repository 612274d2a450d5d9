package io.ballonet.cli.scenario;

import io.ballonet.report.HtmlReport;
import io.ballonet.result.JmhFile;
import io.ballonet.result.ResultFiles;
import io.ballonet.result.ResultFolder;
import io.ballonet.result.Summary;
import io.ballonet.result.SummaryJson;
import io.ballonet.result.Surroundings;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.Series;
import java.nio.file.Path;
import java.util.List;

/** Writes a scenario's result folder: the files of every result, the run's words, and a CSV for each curve. */
final class ScenarioFiles {
    private static final String TEXT = "scenario.txt";

    private ScenarioFiles() {}

    /** Writes and publishes; where it is. */
    static Path write(ResultFolder folder, Summary summary, ScenarioResult result) {
        folder.write(ResultFolder.ENVIRONMENT, ResultFiles.environment(summary.environment(), summary.run()));
        folder.write(TEXT, result.text());
        for (Series series : result.series()) {
            folder.write(series.name() + ".csv", series.csv());
        }
        folder.write(
                ResultFolder.JMH,
                JmhFile.write(
                        result.figures().isEmpty()
                                ? List.of()
                                : List.of(
                                        JmhFile.entry(result.rawJson(), result.subjects(), 0, Surroundings.UNKNOWN))));
        folder.write(ResultFolder.SUMMARY, SummaryJson.write(summary));
        if (!result.figures().isEmpty()) {
            folder.write(ResultFolder.REPORT, HtmlReport.of(summary));
        }
        return folder.publish(result.failures().isEmpty() ? null : "failed");
    }
}
