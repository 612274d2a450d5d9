package io.ballonet.micro;

import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Percentiles of an {@link OpenLoop} beside JMH's own score, in nanoseconds.
 *
 * <p>A benchmark's state calls {@link #begin} in {@code @Setup(Level.Iteration)} and {@link #publish} in
 * {@code @TearDown(Level.Iteration)}; the method under test takes this state as a parameter, so that JMH reads it.
 *
 * <p><b>How to read them.</b> JMH adds event counters up over iterations and forks. What is published is therefore the
 * change of each percentile of <em>all measured iterations so far</em>, so that the sum over the iterations of one fork is
 * the percentile of its whole run, warm-up excluded; with several forks, divide by their number. {@link #missedRate}
 * counts forks that did not keep up.
 *
 * <p><b>Threads:</b> one: each measuring thread has its own, and its own {@link OpenLoop}.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class LatencyCounters {
    /** Response time, from the intended start. */
    public double p50;

    public double p90;
    public double p99;
    public double p999;
    public double p9999;
    /** Longest response time. */
    public double max;
    /** Service time, from the actual start. */
    public double serviceP50;

    public double serviceP99;
    public double serviceP9999;
    /** 1 if the run did not keep its rate: its percentiles are then no measurement. */
    public double missedRate;

    private final double[] published = new double[10];
    private boolean measuring;

    /** Forgets the warm-up when it is over, and starts a new stretch of the schedule. */
    public void begin(OpenLoop loop, IterationParams iteration) {
        begin(loop, iteration.getType() == IterationType.WARMUP);
    }

    void begin(OpenLoop loop, boolean warmup) {
        if (!measuring) {
            loop.forget();
        }
        measuring = !warmup;
        loop.restart();
    }

    /** Sets the counters to what the iteration that just ended changed in the percentiles of the run. */
    public void publish(OpenLoop loop) {
        Histogram response = loop.response();
        Histogram service = loop.service();
        p50 = change(0, response.getValueAtPercentile(50));
        p90 = change(1, response.getValueAtPercentile(90));
        p99 = change(2, response.getValueAtPercentile(99));
        p999 = change(3, response.getValueAtPercentile(99.9));
        p9999 = change(4, response.getValueAtPercentile(99.99));
        max = change(5, response.getMaxValue());
        serviceP50 = change(6, service.getValueAtPercentile(50));
        serviceP99 = change(7, service.getValueAtPercentile(99));
        serviceP9999 = change(8, service.getValueAtPercentile(99.99));
        missedRate = change(9, loop.missedRate() ? 1 : 0);
    }

    private double change(int counter, double value) {
        if (!measuring) {
            return value;
        }
        double before = published[counter];
        published[counter] = value;
        return value - before;
    }
}
