package io.ballonet.cli.replay;

import io.ballonet.cli.UserError;
import io.ballonet.trace.PageTrace;
import io.ballonet.trace.TraceException;
import io.ballonet.trace.TraceSource;
import io.ballonet.trace.policy.ReplayPolicies;
import io.ballonet.trace.policy.ReplayPolicy;
import io.ballonet.trace.policy.ReplayPolicyFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ballonet replay}: exact misses and write-backs of replacement policies on traces. */
@Command(
        name = "replay",
        description = "Plays page traces through replacement policies and counts misses and write-backs, exactly.",
        footer = {
            "",
            "Misses count from empty frames, cold ones too. P%% is floor(distinct pages x P / 100), at least 1.",
            "opt has no write-backs: which of several pages that are never used again goes is arbitrary.",
            "",
            "Example:",
            "  ballonet replay own_cc1 trace.pt.gz --policy clock1,opt --frames 25%%,1000"
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final int BAD_INPUT = 1;
    private static final int WRONG_USAGE = 2;
    /** Accesses between two looks at the clock: some milliseconds. */
    private static final int SLICE = 1 << 18;

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
            defaultValue = "5%,25%,50%",
            description = "frames, as counts or percentages of the trace's distinct pages, with commas;"
                    + " default: 5%%,25%%,50%%")
    private List<String> frames = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = OutputFormat.Converter.class,
            description = "table, csv or json; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.TABLE;

    @Spec
    private @Nullable CommandSpec spec;

    /**
     * Replays every trace with every number of frames and every policy, then prints all rows.
     *
     * @return 0
     * @throws UserError with status 2 for an unknown policy or a wrong number of frames, 1 for a bad trace
     */
    @Override
    public Integer call() {
        List<ReplayPolicyFactory> chosen = (policies.isEmpty() ? builtIns() : policies)
                .stream().distinct().map(ReplayCommand::named).toList();
        List<FrameCount> sizes =
                frames.stream().distinct().map(FrameCount::parse).toList();
        Rows rows =
                new Rows(6, "trace", "accesses", "distinct", "policy", "frames", "misses", "miss_ratio", "writebacks");
        long stepsOfATrace = 1 + (long) sizes.size() * chosen.size();
        try (ReplayProgress progress = ReplayProgress.onTerminal("replay", traces.size() * stepsOfATrace)) {
            for (TraceSource source : traces.stream().map(TraceSource::of).toList()) {
                PageTrace trace = PageTrace.load(source);
                progress.next();
                for (FrameCount size : sizes) {
                    for (ReplayPolicyFactory policy : chosen) {
                        addRow(rows, trace, policy, size.of(trace.distinctPages()), progress);
                    }
                }
            }
        } catch (TraceException e) {
            throw failed(e);
        }
        if (spec != null) {
            rows.print(format, spec.commandLine().getOut());
        }
        return 0;
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

    private static void addRow(
            Rows rows, PageTrace trace, ReplayPolicyFactory factory, long frames, ReplayProgress progress) {
        // No policy evicts before its frames are full: more frames than pages give the same counts and cost memory.
        long used = Math.min(frames, trace.distinctPages());
        if (used > ReplayPolicyFactory.MAX_FRAMES) {
            throw new UserError(
                    "--frames: " + frames + " frames are too many to replay; at most " + ReplayPolicyFactory.MAX_FRAMES,
                    WRONG_USAGE);
        }
        ReplayPolicy policy = factory.create(trace, (int) used);
        for (int from = 0; from < trace.length(); ) {
            int to = (int) Math.min(trace.length(), (long) from + SLICE);
            policy.play(trace.accesses(), from, to);
            from = to;
            progress.within(to, trace.length());
        }
        progress.next();
        rows.add(
                trace.name(),
                (long) trace.length(),
                (long) trace.distinctPages(),
                factory.registryName(),
                frames,
                policy.misses(),
                (double) policy.misses() / trace.length(),
                policy.writebacks() == ReplayPolicy.NO_WRITEBACKS ? null : policy.writebacks());
    }
}
