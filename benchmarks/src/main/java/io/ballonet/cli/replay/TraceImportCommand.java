package io.ballonet.cli.replay;

import io.ballonet.cli.UserError;
import io.ballonet.trace.TraceException;
import io.ballonet.trace.foreign.ForeignFormat;
import io.ballonet.trace.foreign.TraceImport;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code ballonet trace import}: page traces of the files of other tools and collections. */
@Command(
        name = "import",
        description = "Makes a page trace of a file in another format; the file may be plain, gzip or zstd.",
        footer = {
            "",
            "lackey        valgrind --tool=lackey --trace-mem=yes; pages are addresses >> 12",
            "lirs          a decimal block a line",
            "arc           start count ignored request; the blocks from start on",
            "cloudphysics  version,time,op,size,lbn; the 4 KiB pages that a request touches",
            "",
            "Of lackey only loads and stores count, and a run of accesses to one page becomes one line, W if any wrote.",
            "The output appears when it is whole, and never replaces a file.",
            "A file without any access is an error.",
            "",
            "Example:",
            "  valgrind --tool=lackey --trace-mem=yes --log-file=ls.log ls",
            "  ballonet trace import ls.log --format lackey --window 1000 --output ls.pt.gz"
        })
final class TraceImportCommand implements Callable<Integer> {
    private static final int WRONG_USAGE = 2;

    @Parameters(paramLabel = "FILE", description = "the file to import")
    private @Nullable Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            converter = FormatConverter.class,
            description = "lackey, lirs, arc or cloudphysics")
    private ForeignFormat format = ForeignFormat.LACKEY;

    @Option(
            names = "--output",
            paramLabel = "OUT",
            required = true,
            description = "the page trace to write; gzip if its name ends in .gz")
    private @Nullable Path output;

    @Option(names = "--instructions", description = "lackey: instruction fetches count too, as reads")
    private boolean withInstructions;

    @Option(
            names = "--window",
            paramLabel = "N",
            description = "lackey: of each N accesses write every page once, in order of first access, W if written,"
                    + " instead of merging runs")
    private @Nullable Long window;

    @Spec
    private @Nullable CommandSpec spec;

    /**
     * Imports the file, then prints what was read and written.
     *
     * @return 0
     * @throws UserError with status 2 for options that do not go together, 1 for a bad file or an output that exists
     */
    @Override
    public Integer call() {
        if (format != ForeignFormat.LACKEY && (withInstructions || window != null)) {
            throw new UserError("--instructions and --window are of lackey; leave them out for " + format, WRONG_USAGE);
        }
        if (window != null && window < 1) {
            throw new UserError("--window " + window + ": give a number of accesses of at least 1", WRONG_USAGE);
        }
        if (file == null || output == null || spec == null) {
            throw new IllegalStateException("picocli sets them: file=" + file + ", output=" + output);
        }
        TraceImport.Outcome outcome;
        try (ReplayProgress progress = ReplayProgress.onTerminal("trace import", 1)) {
            outcome = new TraceImport(format, withInstructions, window == null ? 0 : window)
                    .run(file, output, progress::within);
        } catch (TraceException e) {
            throw ReplayCommand.failed(e);
        }
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %,d accesses, %,d of them writes, from %,d accesses in %,d lines%n",
                        output,
                        outcome.written(),
                        outcome.writes(),
                        outcome.read(),
                        outcome.lines());
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** Reads {@code --format}. */
    static final class FormatConverter implements ITypeConverter<ForeignFormat> {
        @Override
        public ForeignFormat convert(String value) {
            for (ForeignFormat format : ForeignFormat.values()) {
                if (format.toString().equals(value)) {
                    return format;
                }
            }
            throw new TypeConversionException("unknown format '" + value + "'; known: "
                    + Arrays.stream(ForeignFormat.values())
                            .map(ForeignFormat::toString)
                            .collect(Collectors.joining(", ")));
        }
    }
}
