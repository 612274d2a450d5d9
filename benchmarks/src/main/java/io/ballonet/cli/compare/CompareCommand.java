package io.ballonet.cli.compare;

import io.ballonet.cli.JvmFlags;
import io.ballonet.cli.Registries;
import io.ballonet.cli.ResultOptions;
import io.ballonet.cli.Terminal;
import io.ballonet.cli.UserError;
import io.ballonet.cli.replay.OutputFormat;
import io.ballonet.micro.LatencyLog;
import io.ballonet.micro.limit.CoreToCore;
import io.ballonet.report.TerminalTables;
import io.ballonet.result.Environment;
import io.ballonet.result.Machine;
import io.ballonet.result.ResultFolder;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ballonet compare}: the main job. */
@Command(
        name = "compare",
        description = "Measures the limits of this machine and every family beside them; prints tables, writes a result"
                + " folder with an HTML report.",
        footer = {
            "",
            "Example:",
            "  ballonet compare --profile quick --only allocator,scan",
            "  BALLONET_CLASSPATH=mine.jar ballonet compare --only allocator --contenders uncounted,mine",
        })
public final class CompareCommand implements Callable<Integer> {
    /** What a shell reports for a command that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    /** An archive takes three seconds and saves some 0.2 of each run. */
    private static final int RUNS_WORTH_AN_ARCHIVE = 30;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "quick",
            description = "smoke (about a minute, no measurement), quick (about 6 minutes) or full (hours);"
                    + " default: ${DEFAULT-VALUE}")
    private String profile = "quick";

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "FAMILY",
            description = "these families, with commas; limits are always measured")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--contenders",
            split = ",",
            paramLabel = "NAME",
            description = "these contenders, with commas; also a class of yours, or OUTER+INNER")
    private List<String> contenders = new ArrayList<>();

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            description = "only what runs with so many threads, with commas")
    private List<Integer> threads = new ArrayList<>();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "the time to take, instead of the profile's: fewer rounds and shorter iterations, or more")
    private @Nullable Integer minutes;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "so many rounds with iterations of one length, however long that takes")
    private @Nullable Integer rounds;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = OutputFormat.Converter.class,
            description = "table, csv or json (a row a measurement); default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.TABLE;

    @Mixin
    private ResultOptions options = new ResultOptions();

    @Spec
    private @Nullable CommandSpec spec;

    /** Measures; 0 if everything ran, 1 if a benchmark failed. */
    @Override
    public Integer call() {
        PrintStream err = System.err;
        Profile chosen = Profile.named(profile);
        BenchmarkCatalogue catalogue = BenchmarkCatalogue.load(contenders);
        Selection selection = new Selection(only, contenders, threads);
        Availability available =
                Availability.of(selection.from(catalogue.measuredRows(chosen)), contenders, Registries::unavailable);
        available.leftOut().forEach(err::println);
        LeftOutLines.of(catalogue.leftOut(chosen), selection).forEach(err::println);
        List<BenchmarkRow> rows = available.rows();
        TimePlan plan = plan(chosen, rows);
        Environment environment = options.environment();
        ResultFolder folder = options.folder("compare-" + chosen.label(), environment);
        err.printf(
                Locale.ROOT,
                "%d rows, %d round%s, about %s%n",
                rows.size(),
                plan.rounds(),
                plan.rounds() == 1 ? "" : "s",
                words(plan.estimate()));
        CompareRun.@Nullable Result result;
        try (Progress progress = Terminal.errIsTerminal()
                        ? Progress.bar(err, rows.size() * plan.rounds(), plan.estimate())
                        : Progress.lines(err, plan.rounds());
                RowRunner runner = runner(chosen, folder, rows.size() * plan.rounds())) {
            Comparison comparison = new Comparison(rows, plan, runner, watch(), progress);
            Path elsewhere = Path.of(System.getProperty("java.io.tmpdir"));
            result = guarded(new CompareRun(comparison, chosen, plan, environment, folder, elsewhere), folder);
        }
        if (result == null) {
            return INTERRUPTED;
        }
        show(result);
        return result.problem() == null && result.summary().run().failures().isEmpty() ? 0 : 1;
    }

    private TimePlan plan(Profile chosen, List<BenchmarkRow> rows) {
        Integer asked = minutes;
        Integer count = rounds;
        if (count != null) {
            if (count < 1 || asked != null) {
                throw new UserError("--rounds: must be at least 1, and stands without --minutes: " + count, 2);
            }
            return TimePlan.ofRounds(count, chosen, rows);
        }
        if (asked == null) {
            return TimePlan.of(chosen, rows);
        }
        if (asked < 1) {
            throw new UserError("--minutes: must be at least 1: " + asked, 2);
        }
        return TimePlan.within(Duration.ofMinutes(asked), chosen, rows);
    }

    /**
     * Runs with a shutdown hook that turns Ctrl-C into a partial result; what ends it otherwise leaves no folder. Null where
     * the hook has taken over.
     */
    private static CompareRun.@Nullable Result guarded(CompareRun run, ResultFolder folder) {
        Thread hook = new Thread(() -> interrupted(run), "compare-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        CompareRun.Result result = null;
        try {
            result = run.run();
        } finally {
            boolean ours = removed(hook);
            if (!ours) {
                result = null;
            } else if (result == null) {
                folder.discard();
            }
        }
        return result;
    }

    private static void interrupted(CompareRun run) {
        run.stop();
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        CompareRun.Result result = run.interrupt();
        Path kept = result.folder();
        if (result.problem() != null) {
            System.err.println("\n" + result.problem());
        } else {
            System.err.println(
                    kept == null
                            ? "\nstopped before a family was finished; nothing is kept"
                            : "\nstopped; the finished families are in " + shown(kept));
        }
    }

    /** False if the process is shutting down, so that the hook runs already. */
    private static boolean removed(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            return false;
        }
    }

    private void show(CompareRun.Result result) {
        PrintWriter out = Terminal.out(spec);
        if (format == OutputFormat.TABLE) {
            out.print(TerminalTables.of(result.summary(), Terminal.outHasColour()));
            out.flush();
        } else {
            CompareRows.of(result.summary()).print(format, out);
        }
        Path folder = result.folder();
        if (folder != null) {
            Terminal.err(spec).println("report: " + shown(folder.resolve(ResultFolder.REPORT)));
        }
        if (result.problem() != null) {
            Terminal.err(spec).println("ballonet: " + result.problem());
        }
    }

    private List<String> jvmArguments(ResultFolder folder) {
        List<String> arguments = new ArrayList<>(JvmFlags.list());
        arguments.add("-Dballonet.seed=" + options.seed());
        arguments.add(
                "-D" + LatencyLog.DIRECTORY_PROPERTY + "=" + folder.aside().toAbsolutePath());
        arguments.add("-XX:ErrorFile=" + folder.aside().toAbsolutePath() + "/hs_err_pid%p.log");
        return arguments;
    }

    private RowRunner runner(Profile chosen, ResultFolder folder, int runs) {
        Path log = folder.aside().resolve(ResultFolder.LOG);
        List<String> arguments = jvmArguments(folder);
        RowRunner benchmarks;
        if (!chosen.isMeasurement()) {
            benchmarks = new SharedJvm(arguments, log);
        } else if (runs < RUNS_WORTH_AN_ARCHIVE) {
            benchmarks = new JmhFork(arguments, log);
        } else {
            benchmarks = new ClassArchive(arguments, folder, log);
        }
        return new ScenarioRows(benchmarks, chosen, options.seed());
    }

    private static Watch watch() {
        boolean twoCores = Runtime.getRuntime().availableProcessors() > 1;
        return new Watch(Machine.here(), twoCores ? CoreToCore::measure : null);
    }

    private static Path shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
    }

    private static String words(Duration duration) {
        return duration.toSeconds() < 120
                ? duration.toSeconds() + " s"
                : Math.round(duration.toSeconds() / 60.0) + " min";
    }
}
