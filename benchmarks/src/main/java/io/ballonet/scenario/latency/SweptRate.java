package io.ballonet.scenario.latency;

import io.ballonet.micro.OpenLoop;
import org.HdrHistogram.Histogram;

/**
 * What an operation did at one rate, in all rounds.
 *
 * @param share of the closed-loop rate
 * @param intended operations a second
 * @param achieved operations a second, from the first intended start of each round to its last end
 * @param missed true if it did not keep the rate: its response times are then no measurement, but say how long it ran
 * @param response from the intended start, nanoseconds
 * @param service from the actual start
 */
record SweptRate(
        double share, double intended, double achieved, boolean missed, Histogram response, Histogram service) {
    private static final double TAIL = 99;

    static SweptRate of(double share, double intended, OpenLoop loop) {
        double seconds = loop.intervals().stream()
                .mapToDouble(interval -> interval.endSeconds() - interval.startSeconds())
                .sum();
        return new SweptRate(
                share, intended, loop.completed() / seconds, loop.missedRate(), loop.response(), loop.service());
    }

    /** 99th percentile of the response time, nanoseconds. */
    double responseP99() {
        return response.getValueAtPercentile(TAIL);
    }

    /** Rate by 99th percentile of the response time: see {@link Knee}. */
    double power() {
        return achieved / Math.max(1, responseP99());
    }
}
