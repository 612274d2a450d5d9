package io.ballonet.cli;

import io.ballonet.report.HtmlReport;
import io.ballonet.report.TerminalTables;
import io.ballonet.result.ResultFiles;
import io.ballonet.result.ResultFolder;
import io.ballonet.result.Summary;
import io.ballonet.result.SummaryJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ballonet report}: summary and report made again from raw files. */
@Command(
        name = "report",
        description = {
            "Makes summary.json and report.html of a result folder again from its raw files.",
            "Several folders are merged: their runs count as rounds; name where to write with --out.",
        },
        footer = {"", "Example:", "  ballonet report results/2026-11-27-compare-quick-amd-epyc"})
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", arity = "1..*", description = "result folders")
    private List<Path> folders = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "a new folder for the report; needed with several")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Path given = out;
        if (given == null && folders.size() > 1) {
            throw new UserError(
                    "report: several folders need a place for what is made of them; name it with --out DIR", 2);
        }
        Summary summary = ResultFiles.read(folders);
        PrintWriter writer = Terminal.out(spec);
        Path target;
        if (given == null) {
            target = folders.getFirst();
            write(target.resolve(ResultFolder.SUMMARY), SummaryJson.write(summary));
            write(target.resolve(ResultFolder.REPORT), HtmlReport.of(summary));
        } else {
            ResultFolder folder = ResultFolder.at(given);
            folder.write(ResultFolder.SUMMARY, SummaryJson.write(summary));
            folder.write(ResultFolder.REPORT, HtmlReport.of(summary));
            target = folder.publish(null);
        }
        writer.print(TerminalTables.of(summary, Terminal.outHasColour()));
        writer.println("report: " + target.resolve(ResultFolder.REPORT));
        writer.flush();
        return 0;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UserError(
                    "report: cannot write " + file + "; make it writable or name another place with --out", 2);
        }
    }
}
