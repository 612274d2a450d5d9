package io.ballonet.cli.replay;

import io.ballonet.cli.UserError;
import io.ballonet.trace.ReadProgress;
import io.ballonet.trace.TraceInput;
import io.ballonet.trace.policy.ReplayPolicy;
import io.ballonet.trace.policy.ReplayPolicyFactory;
import java.util.ArrayList;
import java.util.List;

/** Policies at several sizes, all played in one pass over a trace. */
final class ReplayRuns {
    private static final int WRONG_USAGE = 2;

    private final List<Run> runs = new ArrayList<>();

    /** A policy at a size: {@code frames} as asked for. */
    record Run(ReplayPolicyFactory factory, long frames, ReplayPolicy policy) {}

    /**
     * Makes the policies; {@code scale} is the share of the pages that the input looks at, and so of the frames that they get.
     *
     * @throws UserError with status 2 for more frames than a policy takes
     */
    ReplayRuns(TraceInput input, List<Long> sizes, List<ReplayPolicyFactory> policies, double scale) {
        for (long frames : sizes) {
            for (ReplayPolicyFactory factory : policies) {
                // No policy evicts before its frames are full: more frames than pages give the same counts and cost
                // memory.
                long used = Math.clamp(Math.round((double) frames * scale), 1, Math.max(1, input.distinctPages()));
                if (used > ReplayPolicyFactory.MAX_FRAMES) {
                    throw new UserError(
                            "--frames: " + frames + " frames are too many to replay; at most "
                                    + ReplayPolicyFactory.MAX_FRAMES,
                            WRONG_USAGE);
                }
                runs.add(new Run(factory, frames, factory.create(input, (int) used)));
            }
        }
    }

    /** Plays the whole trace. */
    List<Run> play(TraceInput input, ReadProgress progress) {
        input.play(
                (trace, from, to) -> {
                    for (Run run : runs) {
                        run.policy().play(trace, from, to);
                    }
                },
                progress);
        return runs;
    }
}
