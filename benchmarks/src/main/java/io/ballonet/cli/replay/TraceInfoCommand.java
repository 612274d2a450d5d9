package io.ballonet.cli.replay;

import io.ballonet.trace.TraceException;
import io.ballonet.trace.TraceInfo;
import io.ballonet.trace.TraceSource;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ballonet trace info}: reads traces from start to end and says what is in them. */
@Command(
        name = "info",
        description =
                "Reads page traces whole and prints accesses, distinct pages, writes, the range of page numbers (hex)"
                        + " and the SHA-256 of the uncompressed text.",
        footer = {
            "",
            "The CSV's first seven columns are those of a manifest.csv; gz_bytes is empty for a plain file.",
            "",
            "Example:",
            "  ballonet trace info own_cc1 captured.pt.gz --format csv"
        })
final class TraceInfoCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "files, plain, gzip or zstd, or names of shipped traces")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = OutputFormat.Converter.class,
            description = "table, csv or json; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.TABLE;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Rows rows = new Rows(
                3,
                "file",
                "accesses",
                "distinct_pages",
                "writes",
                "write_share",
                "gz_bytes",
                "sha256_of_uncompressed_text",
                "min_page",
                "max_page");
        try (ReplayProgress progress = ReplayProgress.onTerminal("trace info", files.size())) {
            for (TraceSource source : files.stream().map(TraceSource::of).toList()) {
                add(rows, TraceInfo.read(source));
                progress.next();
            }
        } catch (TraceException e) {
            throw ReplayCommand.failed(e);
        }
        if (spec != null) {
            print(rows, spec.commandLine().getOut());
        }
        return 0;
    }

    private static void add(Rows rows, TraceInfo info) {
        rows.add(
                info.fileName(),
                info.accesses(),
                info.distinctPages(),
                info.writes(),
                info.writeShare(),
                info.compressedBytes() == 0 ? null : info.compressedBytes(),
                info.sha256(),
                Long.toHexString(info.minPage()),
                Long.toHexString(info.maxPage()));
    }

    private void print(Rows rows, PrintWriter out) {
        if (format == OutputFormat.TABLE) {
            rows.printBlocks(out);
        } else {
            rows.print(format, out);
        }
    }
}
