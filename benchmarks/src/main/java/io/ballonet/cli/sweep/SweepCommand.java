package io.ballonet.cli.sweep;

import io.ballonet.cli.Home;
import io.ballonet.cli.Terminal;
import io.ballonet.cli.UserError;
import io.ballonet.cli.replay.FrameCount;
import io.ballonet.result.Environment;
import io.ballonet.result.EnvironmentProbe;
import io.ballonet.result.Printable;
import io.ballonet.trace.TraceException;
import io.ballonet.trace.policy.ReplayPolicies;
import io.ballonet.trace.policy.ReplayPolicyFactory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ballonet sweep}: traces × policies × sizes on all cores, a file a cell, to be gone on with and split over machines. */
@Command(
        name = "sweep",
        description =
                "Plays every trace under every policy at every size, on all cores, and keeps each outcome in a file"
                        + " of its own.",
        footer = {
            "",
            "A cell whose file is whole is not computed again: after Ctrl-C, a kill or a full disk the same command goes on.",
            "More policies or sizes into the same folder compute what is new. Processes that share a folder share the work.",
            "When every cell is there, sweep.csv, a picture a trace and report.html are made; --report makes them before.",
            "",
            "Example:",
            "  ballonet sweep own_cc1 own_sort --policy lru,clock1,opt --frames 10%%,25%%,50%% --out my-sweep",
            "  ballonet sweep traces/*.pt.gz --out shared --shard 3/8",
            "  ballonet sweep --report shared"
        })
public final class SweepCommand implements Callable<Integer> {
    private static final int FAILURE = 1;
    private static final int WRONG_USAGE = 2;
    private static final int SHOWN_FAILURES = 5;
    private static final List<String> DEFAULT_FRAMES = List.of("5%", "10%", "25%", "50%", "75%");

    @Parameters(
            arity = "1..*",
            paramLabel = "TRACE",
            description = "files, plain, gzip or zstd, or the names of shipped traces: own_sqlite, own_sort, own_cc1;"
                    + " with --report: folders of sweeps")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--policy",
            split = ",",
            paramLabel = "NAME",
            description = "policies, with commas; default: every built-in one")
    private List<String> policies = new ArrayList<>();

    @Option(
            names = "--frames",
            split = ",",
            paramLabel = "N|P%",
            description = "frames, as counts or percentages of the trace's distinct pages, with commas; default:"
                    + " 5%%,10%%,25%%,50%%,75%%")
    private List<String> frames = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "the folder of the cells, new or of an earlier sweep; with --report: where the report goes,"
                    + " else into the first folder")
    private @Nullable Path out;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "threads; default: the processors, and never more cells at" + " once than fit into the heap")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "only part I of N, from 1/N to N/N: one for each machine")
    private @Nullable String shard;

    @Option(
            names = "--report",
            description = "compute nothing: make the report of what is there, and say what is missing")
    private boolean wantsReport;

    @Spec
    private @Nullable CommandSpec spec;

    /** For picocli. */
    public SweepCommand() {}

    /**
     * Computes what is missing, or makes the report.
     *
     * @return 0; 1 if a cell failed, or a report lacks cells
     * @throws UserError with status 2 for wrong options, 1 for a bad trace or a folder that cannot be written
     */
    @Override
    public Integer call() {
        PrintWriter writer = Terminal.out(spec);
        return wantsReport ? report(writer) : sweep(writer);
    }

    private int report(PrintWriter writer) {
        if (!policies.isEmpty() || !frames.isEmpty() || shard != null) {
            throw new UserError(
                    "--report is of all that is in the folders; leave --policy, --frames and --shard out", WRONG_USAGE);
        }
        List<Path> folders = words.stream().map(Path::of).toList();
        SweepReport report = SweepReport.read(folders);
        Path to = out == null ? folders.getFirst() : out;
        writer.println("report: " + report.write(to, new WholeFile(WholeFile.Disk.REAL)));
        sayMissing(writer, report);
        return report.missing().isEmpty() ? 0 : FAILURE;
    }

    private static void sayMissing(PrintWriter writer, SweepReport report) {
        if (!report.missing().isEmpty()) {
            writer.println(report.missing().size() + " of "
                    + (report.size() + report.missing().size()) + " cells are missing; to compute them:");
            report.mends().forEach(command -> writer.println("  " + command));
        }
        writer.flush();
    }

    private int sweep(PrintWriter writer) {
        Path folder = out;
        if (folder == null) {
            throw new UserError(
                    "--out DIR is missing: the folder that keeps the cells, such as --out my-sweep", WRONG_USAGE);
        }
        if (jobs < 1) {
            throw new UserError("--jobs: must be at least 1, is " + jobs, WRONG_USAGE);
        }
        Shard part = shard == null ? Shard.WHOLE : Shard.parse(shard);
        List<ReplayPolicyFactory> chosen = chosen();
        List<FrameCount> sizes = distinct(frames.isEmpty() ? DEFAULT_FRAMES : frames, FrameCount::parse);
        WholeFile files = new WholeFile(WholeFile.Disk.REAL);
        try (CellStore store = CellStore.open(folder, files)) {
            long heapBytes = Runtime.getRuntime().maxMemory();
            List<String> traces = words.stream().distinct().toList();
            List<SweptTrace> read =
                    different(SweptTrace.readAll(traces, jobs, HeapShare.keptAccesses(heapBytes, traces.size())));
            SweepPlan plan = plan(read, chosen, sizes);
            plan.write(folder, files);
            List<Cell> cells = part.of(plan.cells());
            SweepRun.Outcome outcome = run(store, heapBytes, read, cells);
            say(writer, cells.size(), part, outcome);
            return finish(writer, folder, files, outcome);
        } catch (TraceException e) {
            UserError error = new UserError(String.valueOf(e.getMessage()), FAILURE);
            error.initCause(e);
            throw error;
        }
    }

    private SweepRun.Outcome run(CellStore store, long heapBytes, List<SweptTrace> read, List<Cell> cells) {
        Environment environment = EnvironmentProbe.probe(Home.directory(), List.of(), List.of(), 0);
        SweepRun.Settings settings = new SweepRun.Settings(jobs, heapBytes, environment.commit(), environment.dirty());
        PrintWriter err =
                Objects.requireNonNull(spec, "picocli injects it").commandLine().getErr();
        SweepRun run = new SweepRun(store, settings, note -> err.println("ballonet: " + Printable.of(note)));
        Thread interrupted = new Thread(() -> err.println("ballonet: interrupted; " + run.whatIsThere()));
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            return run.run(read, cells);
        } finally {
            forget(interrupted);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Being interrupted now: it runs already.
        }
    }

    /** The same trace by two names of its file is one. */
    private static List<SweptTrace> different(List<SweptTrace> read) {
        Map<TraceIdentity, SweptTrace> different = new LinkedHashMap<>();
        read.forEach(trace -> different.putIfAbsent(trace.identity(), trace));
        return List.copyOf(different.values());
    }

    private static SweepPlan plan(List<SweptTrace> read, List<ReplayPolicyFactory> chosen, List<FrameCount> sizes) {
        SweepPlan plan = new SweepPlan(
                read.stream().map(SweptTrace::planned).toList(),
                chosen.stream().map(ReplayPolicyFactory::registryName).toList(),
                sizes.stream().map(FrameCount::toString).toList());
        for (Cell cell : plan.cells()) {
            if (Math.min(cell.frames(), cell.trace().distinctPages()) > ReplayPolicyFactory.MAX_FRAMES) {
                throw new UserError(
                        "--frames: " + cell.frames() + " frames are too many to replay; at most "
                                + ReplayPolicyFactory.MAX_FRAMES,
                        WRONG_USAGE);
            }
        }
        return plan;
    }

    private static void say(PrintWriter writer, int cells, Shard part, SweepRun.Outcome outcome) {
        writer.println(
                cells + " cells" + (part.equals(Shard.WHOLE) ? "" : " of shard " + part.number() + "/" + part.count())
                        + ": " + outcome.computed() + " computed, " + outcome.found() + " there already, "
                        + outcome.failures().size() + " failed");
        outcome.failures().stream()
                .limit(SHOWN_FAILURES)
                .forEach(failure -> writer.println("failed: " + Printable.of(failure)));
        if (outcome.failures().size() > SHOWN_FAILURES) {
            writer.println("failed: and " + (outcome.failures().size() - SHOWN_FAILURES) + " more");
        }
    }

    private static int finish(PrintWriter writer, Path folder, WholeFile files, SweepRun.Outcome outcome) {
        SweepReport report = SweepReport.read(List.of(folder));
        if (report.missing().isEmpty()) {
            writer.println("report: " + report.write(folder, files));
        }
        sayMissing(writer, report);
        return outcome.failures().isEmpty() ? 0 : FAILURE;
    }

    private List<ReplayPolicyFactory> chosen() {
        return policies.isEmpty() ? List.of(ReplayPolicies.values()) : distinct(policies, SweepCommand::named);
    }

    private static <T> List<T> distinct(List<String> words, Function<String, T> parse) {
        return words.stream().distinct().map(parse).toList();
    }

    private static ReplayPolicyFactory named(String policy) {
        try {
            return ReplayPolicies.REGISTRY.named(policy);
        } catch (IllegalArgumentException e) {
            throw new UserError("--policy: " + e.getMessage(), WRONG_USAGE);
        }
    }
}
