package io.ballonet.cli.scenario;

import io.ballonet.report.HtmlReport;
import io.ballonet.report.data.ReportData;
import io.ballonet.result.JmhFile;
import io.ballonet.result.ResultFiles;
import io.ballonet.result.ResultFolder;
import io.ballonet.result.Summary;
import io.ballonet.result.SummaryJson;
import io.ballonet.result.Surroundings;
import io.ballonet.scenario.CsvTable;
import io.ballonet.scenario.ScenarioResult;
import java.nio.file.Path;
import java.util.List;

/** Writes a scenario's result folder: the files of every result, the run's words, and a CSV for each table. */
final class ScenarioFiles {
    private static final String TEXT = "scenario.txt";

    private ScenarioFiles() {}

    /** Writes and publishes; where it is. */
    static Path write(ResultFolder folder, Summary summary, ScenarioResult result) {
        folder.write(ResultFolder.ENVIRONMENT, ResultFiles.environment(summary.environment(), summary.run()));
        folder.write(TEXT, result.text());
        for (CsvTable table : result.tables()) {
            folder.write(table.name() + ".csv", table.csv());
        }
        result.files().forEach(folder::write);
        folder.write(
                ResultFolder.JMH,
                JmhFile.write(
                        result.figures().isEmpty()
                                ? List.of()
                                : List.of(
                                        JmhFile.entry(result.rawJson(), result.subjects(), 0, Surroundings.UNKNOWN))));
        folder.write(ResultFolder.SUMMARY, SummaryJson.write(summary));
        if (!result.figures().isEmpty()) {
            HtmlReport.files(ReportData.read(List.of(folder.aside()))).forEach(folder::write);
        }
        return folder.publish(result.failures().isEmpty() ? null : "failed");
    }
}
