package io.ballonet.micro;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Percentiles of an {@link OpenLoop} beside JMH's own score, in nanoseconds.
 *
 * <p>A measured method takes this state as a parameter and puts its operation between the start and the end of
 * {@link OpenLoop#of}; no other state may take it. Iterations, each an interval, the warm-up and the {@link LatencyLog} are seen to
 * here.
 *
 * <p><b>How to read them.</b> JMH adds event counters up over iterations and forks. What is published is therefore the
 * change of each percentile of <em>all measured iterations so far</em>, so that the sum over the iterations of one fork is
 * the percentile of its whole run, warm-up excluded; with several forks, divide by their number. {@link #missedRate}
 * counts forks that did not keep up.
 *
 * <p><b>Threads:</b> one: each measuring thread has its own.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class LatencyCounters {
    /** Response time, from the intended start. */
    public long p50;

    public long p90;
    public long p99;
    public long p999;
    public long p9999;
    /** Longest response time. */
    public long max;
    /** Service time, from the actual start. */
    public long serviceP50;

    public long serviceP99;
    public long serviceP9999;
    /** 1 if the run did not keep its rate: its percentiles are then no measurement. */
    public long missedRate;

    private final long[] published = new long[10];
    private @Nullable OpenLoop loop;
    private boolean measuring;

    /** The schedule of this thread, made with this rate, in operations a second, when it is first asked for. */
    OpenLoop loop(double operationsPerSecond) {
        OpenLoop made = loop;
        if (made == null) {
            made = OpenLoop.atRate(operationsPerSecond);
            loop = made;
        }
        return made;
    }

    void use(OpenLoop schedule) {
        loop = schedule;
    }

    /** Forgets the warm-up when it is over, and starts a new stretch of the schedule. */
    @Setup(Level.Iteration)
    public void begin(IterationParams iteration) {
        begin(iteration.getType() == IterationType.WARMUP);
    }

    void begin(boolean warmup) {
        OpenLoop made = loop;
        if (made != null) {
            if (!measuring) {
                made.forget();
            }
            made.restart();
        }
        measuring = !warmup;
    }

    /** Sets the counters to what the iteration that just ended changed in the percentiles of the run. */
    @TearDown(Level.Iteration)
    public void publish() {
        OpenLoop made = loop;
        if (made != null) {
            made.endInterval();
            publish(made);
        }
    }

    private void publish(OpenLoop made) {
        Histogram response = made.response();
        Histogram service = made.service();
        p50 = change(0, response.getValueAtPercentile(50));
        p90 = change(1, response.getValueAtPercentile(90));
        p99 = change(2, response.getValueAtPercentile(99));
        p999 = change(3, response.getValueAtPercentile(99.9));
        p9999 = change(4, response.getValueAtPercentile(99.99));
        max = change(5, response.getMaxValue());
        serviceP50 = change(6, service.getValueAtPercentile(50));
        serviceP99 = change(7, service.getValueAtPercentile(99));
        serviceP9999 = change(8, service.getValueAtPercentile(99.99));
        missedRate = change(9, made.missedRate() ? 1 : 0);
    }

    /** Writes the histograms of the run, if asked to. */
    @TearDown(Level.Trial)
    public void write(BenchmarkParams benchmark) {
        OpenLoop made = loop;
        if (made != null) {
            LatencyLog.writeIfAsked(made, benchmark.id());
        }
    }

    private long change(int counter, long value) {
        if (!measuring) {
            return value;
        }
        long before = published[counter];
        published[counter] = value;
        return value - before;
    }
}
