package io.ballonet.cli;

import io.ballonet.cli.compare.BenchmarkCatalogue;
import io.ballonet.cli.compare.RecordedRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ballonet profile}: a benchmark under JFR. */
@Command(
        name = "profile",
        description =
                "Runs one benchmark under Java Flight Recorder, with the first value of each parameter; writes the"
                        + " recording and prints what is in it.",
        footer = {"", "Example:", "  ballonet profile AllocatorPair.pair --seconds 5"})
final class ProfileCommand implements Callable<Integer> {
    private static final int SHOWN = 12;

    @Parameters(paramLabel = "NAME", description = "a benchmark, or a regular expression that one benchmark matches")
    private String name = "";

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "5", description = "default: ${DEFAULT-VALUE}")
    private int seconds = 5;

    @Option(names = "--out", paramLabel = "FILE", description = "the recording; default: <benchmark>.jfr here")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (seconds < 1) {
            throw new UserError("--seconds: must be at least 1, is " + seconds, Ballonet.USAGE);
        }
        String benchmark = oneOf(BenchmarkCatalogue.load().names());
        String simple = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
        Path given = out;
        Path recording = (given == null ? Path.of(simple + ".jfr") : given).toAbsolutePath();
        Path parent = recording.getParent();
        if (parent == null || !Files.isWritable(parent)) {
            throw new UserError("--out: cannot write into " + parent + "; name another file", Ballonet.USAGE);
        }
        System.err.println("recording " + benchmark + " for " + seconds + " s");
        RecordedRun.run(benchmark, seconds, JvmFlags.list(), recording);
        PrintWriter writer = Terminal.out(spec);
        writer.print(RecordingSummary.of(recording));
        writer.println("recording: " + recording.getFileName());
        writer.flush();
        return 0;
    }

    private String oneOf(List<String> names) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(name, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new UserError(
                    "NAME: no regular expression: " + name + " (" + e.getDescription() + ")", Ballonet.USAGE);
        }
        List<String> matching =
                names.stream().filter(known -> pattern.matcher(known).find()).toList();
        if (matching.isEmpty()) {
            throw new UserError(
                    "unknown benchmark '" + name + "'; 'ballonet bench -l' lists all " + names.size(), Ballonet.USAGE);
        }
        return matching.stream()
                .filter(known -> known.toLowerCase(Locale.ROOT).endsWith("." + name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseGet(() -> only(matching));
    }

    private String only(List<String> matching) {
        if (matching.size() == 1) {
            return matching.getFirst();
        }
        List<String> shown = matching.stream()
                .limit(SHOWN)
                .map(full -> full.substring(full.lastIndexOf('.', full.lastIndexOf('.') - 1) + 1))
                .toList();
        throw new UserError(
                "'" + name + "' matches " + matching.size() + " benchmarks, profile takes one: "
                        + String.join(", ", shown) + (matching.size() > SHOWN ? ", …" : ""),
                Ballonet.USAGE);
    }
}
