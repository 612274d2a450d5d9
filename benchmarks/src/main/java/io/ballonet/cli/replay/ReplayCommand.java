package io.ballonet.cli.replay;

import io.ballonet.cli.UserError;
import io.ballonet.trace.TraceException;
import io.ballonet.trace.TraceInput;
import io.ballonet.trace.TraceSource;
import io.ballonet.trace.policy.ReplayPolicies;
import io.ballonet.trace.policy.ReplayPolicy;
import io.ballonet.trace.policy.ReplayPolicyFactory;
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

/** {@code ballonet replay}: misses and write-backs of replacement policies on traces, exact at chosen sizes, or as curves. */
@Command(
        name = "replay",
        description = "Plays page traces through replacement policies and counts misses and write-backs, exactly.",
        footer = {
            "",
            "Misses count from empty frames, cold ones too. P%% is floor(distinct pages x P / 100), at least 1.",
            "opt has no write-backs: which of several pages that are never used again goes is arbitrary.",
            "More frames than pages give what as many frames as pages give; 0 frames and an empty trace are errors.",
            "A trace is streamed: memory grows with its distinct pages (with opt also by 4 bytes an access).",
            "A sampled curve (SHARDS) has estimates for distinct and misses, and no write-backs.",
            "",
            "Example:",
            "  ballonet replay own_cc1 trace.pt.gz --policy clock1,opt --frames 25%%,1000",
            "  ballonet replay own_cc1 --curve --policy lru,s3fifo,opt --plot curve.svg"
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final int BAD_INPUT = 1;
    private static final int WRONG_USAGE = 2;

    @Parameters(
            arity = "1..*",
            paramLabel = "TRACE",
            description = "files, plain, gzip or zstd, or the names of shipped traces: own_sqlite, own_sort, own_cc1")
    private List<String> traces = new ArrayList<>();

    @Option(
            names = "--policy",
            split = ",",
            paramLabel = "NAME",
            description = "policies, with commas; default: every built-in one"
                    + " (opt, fifo, lru, clock0, clock1, sieve, s3fifo, 2q, arc, lirs)")
    private List<String> policies = new ArrayList<>();

    @Option(
            names = "--frames",
            split = ",",
            paramLabel = "N|P%",
            description = "frames, as counts or percentages of the trace's distinct pages, with commas;"
                    + " default: 5%%,25%%,50%%; of a curve every size at which it changes, or each 5%%")
    private List<String> frames = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = OutputFormat.Converter.class,
            description = "table, csv or json; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.TABLE;

    @Option(
            names = "--curve",
            description =
                    "the miss-ratio curve: of lru, the default, all of it in one pass, of other policies a replay at each size")
    private boolean wantsCurve;

    @Option(
            names = "--sample",
            paramLabel = "P%|N",
            description =
                    "with --curve: look at a share of the pages, such as 1%%, or at most N of them (lru), and estimate")
    private @Nullable String sample;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "with --curve: draw the curves into an SVG file that does not exist yet")
    private @Nullable Path plot;

    @Spec
    private @Nullable CommandSpec spec;

    /**
     * Replays every trace with every number of frames and every policy, or makes their curves, then prints all rows.
     *
     * @return 0
     * @throws UserError with status 2 for an unknown policy or a wrong number of frames, 1 for a bad trace
     */
    @Override
    public Integer call() {
        if (!wantsCurve) {
            refuseWithoutCurve("--sample", sample);
            refuseWithoutCurve("--plot", plot);
        }
        List<ReplayPolicyFactory> chosen = chosen(wantsCurve ? List.of(ReplayPolicies.LRU.registryName()) : builtIns());
        List<FrameCount> sizes = sizes(wantsCurve ? List.of() : List.of("5%", "25%", "50%"));
        try {
            List<TraceSource> sources = traces.stream().map(TraceSource::of).toList();
            print(wantsCurve ? curves(sources, chosen, sizes) : replay(sources, chosen, sizes));
        } catch (TraceException e) {
            throw failed(e);
        }
        return 0;
    }

    private static void refuseWithoutCurve(String option, @Nullable Object value) {
        if (value != null) {
            throw new UserError(option + " is of curves; add --curve, or leave it out", WRONG_USAGE);
        }
    }

    private List<ReplayPolicyFactory> chosen(List<String> otherwise) {
        return (policies.isEmpty() ? otherwise : policies)
                .stream().distinct().map(ReplayCommand::named).toList();
    }

    private List<FrameCount> sizes(List<String> otherwise) {
        return (frames.isEmpty() ? otherwise : frames)
                .stream().distinct().map(FrameCount::parse).toList();
    }

    private static Rows replay(List<TraceSource> sources, List<ReplayPolicyFactory> chosen, List<FrameCount> sizes) {
        Rows rows =
                new Rows(6, "trace", "accesses", "distinct", "policy", "frames", "misses", "miss_ratio", "writebacks");
        try (ReplayProgress progress = ReplayProgress.onTerminal("replay", 2L * sources.size())) {
            for (TraceSource source : sources) {
                TraceInput input = TraceInput.open(source, page -> true, TraceInput.KEPT_ACCESSES, progress::within);
                progress.next();
                List<Long> counts = sizes.stream()
                        .map(size -> size.of(input.distinctPages()))
                        .toList();
                for (ReplayRuns.Run run : new ReplayRuns(input, counts, chosen, 1).play(input, progress::within)) {
                    addRow(rows, input, run);
                }
                progress.next();
            }
        }
        return rows;
    }

    private static void addRow(Rows rows, TraceInput input, ReplayRuns.Run run) {
        ReplayPolicy policy = run.policy();
        rows.add(
                input.name(),
                input.accesses(),
                (long) input.distinctPages(),
                run.factory().registryName(),
                run.frames(),
                policy.misses(),
                (double) policy.misses() / (double) input.accesses(),
                policy.writebacks() == ReplayPolicy.NO_WRITEBACKS ? null : policy.writebacks());
    }

    private Rows curves(List<TraceSource> sources, List<ReplayPolicyFactory> chosen, List<FrameCount> sizes) {
        SampleSize size = sample == null ? null : SampleSize.parse(sample);
        if (size != null && size.isByCount() && chosen.stream().anyMatch(policy -> policy != ReplayPolicies.LRU)) {
            throw new UserError(
                    "--sample by count is of lru alone; give other policies a share, such as 1%", WRONG_USAGE);
        }
        CurvePlot drawing = plot == null ? null : CurvePlot.to(plot);
        boolean wantsEveryStep = format != OutputFormat.TABLE || plot != null;
        List<Curve> curves = new ArrayList<>();
        long steps = (long) sources.size() * CurveRun.steps(chosen);
        try (ReplayProgress progress = ReplayProgress.onTerminal("replay", steps)) {
            for (TraceSource source : sources) {
                curves.addAll(new CurveRun(source, size, sizes, wantsEveryStep).curves(chosen, progress));
            }
        }
        if (drawing != null) {
            drawing.draw(curves);
        }
        return CurveRows.of(curves, format == OutputFormat.TABLE && sizes.isEmpty());
    }

    private void print(Rows rows) {
        if (spec != null) {
            rows.print(format, spec.commandLine().getOut());
        }
    }

    private static List<String> builtIns() {
        return List.of(ReplayPolicies.values()).stream()
                .map(ReplayPolicies::registryName)
                .toList();
    }

    private static ReplayPolicyFactory named(String policy) {
        try {
            return ReplayPolicies.REGISTRY.named(policy);
        } catch (IllegalArgumentException e) {
            throw new UserError("--policy: " + e.getMessage(), WRONG_USAGE);
        }
    }

    /** The error of a command that was given a trace it cannot read. */
    static UserError failed(TraceException cause) {
        UserError error = new UserError(cause.getMessage(), BAD_INPUT);
        error.initCause(cause);
        return error;
    }
}
