package io.ballonet.cli;

import io.ballonet.report.HtmlReport;
import io.ballonet.report.TerminalTables;
import io.ballonet.report.data.ReportColumn;
import io.ballonet.report.data.ReportData;
import io.ballonet.result.Printable;
import io.ballonet.result.ResultException;
import io.ballonet.result.ResultFolder;
import io.ballonet.result.SummaryJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            "Makes summary.json, report.html and the plots of a result folder again from its raw files.",
            "Several folders become one report in the folder that --out names: those of one machine and commit are rounds of the"
                    + " same measurements; machines and commits stand side by side, and what they differ in is said.",
            "Ends with 2 if a folder cannot be read or holds damaged runs, which are left out; the rest is reported.",
        },
        footer = {
            "",
            "Example:",
            "  ballonet report results/2026-11-22-compare-quick-amd-epyc results/2026-11-29-compare-quick-intel-xeon"
                    + " --out merged"
        })
final class ReportCommand implements Callable<Integer> {
    private static final int USAGE = 2;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "result folders")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = {"--out", "--output"},
            paramLabel = "DIR",
            description = "a new folder for the report; needed with several")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Path given = out;
        if (given == null && folders.size() > 1) {
            throw new UserError(
                    "report: several folders need a place for what is made of them; name it with --out DIR", USAGE);
        }
        ReportData data = ReportData.read(folders);
        notes(data);
        Map<String, String> files = files(data);
        Path target = given == null ? folders.getFirst() : given;
        if (given == null) {
            replace(target, files);
        } else {
            ResultFolder folder = ResultFolder.at(given);
            files.forEach(folder::write);
            target = folder.publish(null);
        }
        PrintWriter writer = Terminal.out(spec);
        for (ReportColumn column : data.columns()) {
            if (data.isMerged()) {
                writer.println(Printable.of(column.label()));
            }
            writer.print(TerminalTables.of(column.summary(), Terminal.outHasColour()));
        }
        writer.flush();
        Terminal.err(spec).println("report: " + target.resolve(ResultFolder.REPORT));
        return data.isDamaged() ? USAGE : 0;
    }

    /** A summary is of one machine and commit, and of whole runs: else the one that is there stays. */
    private static Map<String, String> files(ReportData data) {
        Map<String, String> files = new LinkedHashMap<>();
        if (!data.isMerged() && !data.isDamaged()) {
            files.put(
                    ResultFolder.SUMMARY,
                    SummaryJson.write(data.columns().getFirst().summary()));
        }
        files.putAll(HtmlReport.files(data));
        return files;
    }

    private void notes(ReportData data) {
        PrintWriter err =
                Objects.requireNonNull(spec, "picocli injects it").commandLine().getErr();
        data.leftOut().forEach(line -> err.println("note: " + Printable.of(line)));
        for (ReportColumn column : data.columns()) {
            column.faults()
                    .forEach(fault ->
                            err.println("note: " + Printable.of(String.join(", ", column.folders()) + ": " + fault)));
        }
    }

    /** Each file whole or not at all. */
    private static void replace(Path folder, Map<String, String> files) {
        try {
            files.forEach((name, text) -> ResultFolder.replace(folder.resolve(name), text));
        } catch (ResultException e) {
            throw new UserError(
                    "report: " + e.getMessage() + "; make room, make it writable or name another place with --out",
                    USAGE);
        }
    }
}
