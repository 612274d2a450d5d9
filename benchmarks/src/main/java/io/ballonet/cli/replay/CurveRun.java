package io.ballonet.cli.replay;

import io.ballonet.cli.UserError;
import io.ballonet.trace.ReadProgress;
import io.ballonet.trace.TraceInput;
import io.ballonet.trace.TraceSource;
import io.ballonet.trace.curve.LruCurve;
import io.ballonet.trace.curve.PageSample;
import io.ballonet.trace.curve.SampledLruCurve;
import io.ballonet.trace.policy.ReplayPolicies;
import io.ballonet.trace.policy.ReplayPolicy;
import io.ballonet.trace.policy.ReplayPolicyFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Curves of one trace: {@code lru} by its stack distances, every size at once; other policies by replay at each size; all of
 * them from a sample of the pages if asked, with the frames scaled down alike (Waldspurger et al., Cache modeling and
 * optimization using miniature simulations, ATC '17).
 */
final class CurveRun {
    private static final int BAD_INPUT = 1;
    /** Which pages a sample takes: fixed, so that a curve comes out the same each time. */
    private static final long SEED = 20150217;

    private final TraceSource source;
    private final @Nullable SampleSize sample;
    /** Sizes that were asked for; empty for the default ones. */
    private final List<FrameCount> sizes;

    private final boolean wantsEveryStep;

    /** {@code wantsEveryStep}: where the whole curve is known and no sizes are asked for, every size at which it changes. */
    CurveRun(TraceSource source, @Nullable SampleSize sample, List<FrameCount> sizes, boolean wantsEveryStep) {
        this.source = source;
        this.sample = sample;
        this.sizes = sizes;
        this.wantsEveryStep = wantsEveryStep;
    }

    /** Steps of progress that {@link #curves} takes. */
    static int steps(List<ReplayPolicyFactory> policies) {
        return policies.size() + 1;
    }

    /** A curve for each policy, in their order. */
    List<Curve> curves(List<ReplayPolicyFactory> policies, ReplayProgress progress) {
        double rate = sample == null ? 1 : sample.rate();
        PageSample pages = new PageSample(rate, SEED);
        boolean needsInput = policies.stream().anyMatch(policy -> policy != ReplayPolicies.LRU);
        TraceInput input =
                needsInput ? TraceInput.open(source, pages::has, TraceInput.KEPT_ACCESSES, progress::within) : null;
        progress.next();
        List<Curve> curves = new ArrayList<>();
        for (ReplayPolicyFactory policy : policies) {
            if (policy != ReplayPolicies.LRU && input != null) {
                curves.add(replayed(input, policy, rate, progress::within));
            } else if (sample == null) {
                curves.add(exactLru(progress::within));
            } else {
                curves.add(sampledLru(
                        sample.isByCount()
                                ? SampledLruCurve.ofPages(sample.mostPages(), SEED)
                                : SampledLruCurve.ofRate(pages),
                        progress::within));
            }
            progress.next();
        }
        return curves;
    }

    private UserError nothingSampled() {
        return new UserError(
                source.label() + ": no access in the sample of its pages; raise --sample, or leave it out", BAD_INPUT);
    }

    private List<Long> sizes(long distinctPages) {
        return (sizes.isEmpty() ? FrameCount.steps() : sizes)
                .stream()
                        .map(size -> size.of(distinctPages))
                        .distinct()
                        .sorted()
                        .toList();
    }

    private Curve exactLru(ReadProgress progress) {
        LruCurve curve = new LruCurve();
        TraceInput.stream(source, curve::play, progress);
        long[] misses = curve.misses();
        long[] writebacks = curve.writebacks();
        List<CurvePoint> points = new ArrayList<>();
        if (sizes.isEmpty() && wantsEveryStep) {
            for (int i = 0; i < misses.length; i++) {
                if (i == 0 || misses[i] != misses[i - 1] || writebacks[i] != writebacks[i - 1]) {
                    points.add(CurvePoint.of(i + 1L, misses[i], curve.accesses(), writebacks[i]));
                }
            }
        } else {
            for (long frames : sizes(misses.length)) {
                // More frames than pages: the curve is level there.
                int i = (int) Math.min(frames, misses.length) - 1;
                points.add(CurvePoint.of(frames, misses[i], curve.accesses(), writebacks[i]));
            }
        }
        return new Curve(source.name(), curve.accesses(), misses.length, "lru", null, points);
    }

    private Curve sampledLru(SampledLruCurve curve, ReadProgress progress) {
        TraceInput.stream(source, curve::play, progress);
        if (curve.sampledAccesses() == 0) {
            throw nothingSampled();
        }
        List<CurvePoint> points = new ArrayList<>();
        for (long frames : sizes(curve.distinctPages())) {
            double ratio = curve.missRatio(frames);
            points.add(new CurvePoint(frames, Math.round(ratio * (double) curve.accesses()), ratio, null));
        }
        return new Curve(source.name(), curve.accesses(), curve.distinctPages(), "lru", curve.rate(), points);
    }

    private Curve replayed(TraceInput input, ReplayPolicyFactory factory, double rate, ReadProgress progress) {
        if (input.accesses() == 0) {
            throw nothingSampled();
        }
        long distinct = Math.round(input.distinctPages() / rate);
        ReplayRuns runs = new ReplayRuns(input, sizes(distinct), List.of(factory), rate);
        List<CurvePoint> points = new ArrayList<>();
        for (ReplayRuns.Run run : runs.play(input, progress)) {
            ReplayPolicy policy = run.policy();
            boolean hasWritebacks = sample == null && policy.writebacks() != ReplayPolicy.NO_WRITEBACKS;
            long misses = Math.min(Math.round((double) policy.misses() / rate), input.allAccesses());
            points.add(CurvePoint.of(
                    run.frames(), misses, input.allAccesses(), hasWritebacks ? policy.writebacks() : null));
        }
        Double share = sample == null ? null : (Double) rate;
        return new Curve(source.name(), input.allAccesses(), distinct, factory.registryName(), share, points);
    }
}
