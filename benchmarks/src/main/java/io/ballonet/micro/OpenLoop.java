package io.ballonet.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * Load at a fixed rate, measured from when each operation should have started: an operation that waits behind a slow one
 * counts its wait.
 *
 * <pre>{@code
 * loop.restart();
 * while (running) {
 *     loop.awaitStart();   // spins until the intended start; returns at once when late
 *     operation();
 *     loop.finish();       // response = now - intended start, service = now - actual start
 * }
 * }</pre>
 *
 * <p>Late operations run back to back until the schedule is caught up; none is left out. A run whose operations do not
 * keep up has {@link #missedRate} set, and its percentiles say how long it ran rather than how fast the operation is.
 *
 * <p>{@link #restart} starts a new stretch of the schedule (after a pause that is not the operation's fault);
 * {@link #forget} drops what was recorded (after a warm-up); {@link #endInterval} sets apart what follows.
 *
 * <p><b>Threads:</b> one at a time. <b>Memory:</b> histograms are allocated once; recording allocates nothing.
 *
 * <p><b>Source:</b> the schedule of Gil Tene's wrk2, HdrHistogram.
 */
public final class OpenLoop {
    /** Longest latency told apart, one minute; longer ones are recorded as this. */
    public static final long HIGHEST_NANOS = 60_000_000_000L;

    private static final int SIGNIFICANT_DIGITS = 3;
    private static final double NANOS_PER_SECOND = 1e9;
    /* Below 99 % of the intended operations the queue grows for as long as the run lasts. */
    private static final double KEPT_SHARE = 0.99;
    /* One operation in flight is no backlog: a run of a few operations is not judged by it. */
    private static final double BACKLOG_ALLOWED = 2.0;

    private final double nanosPerOperation;
    private final LongSupplier nanoClock;
    private final Histogram response = new Histogram(HIGHEST_NANOS, SIGNIFICANT_DIGITS);
    private final Histogram service = new Histogram(HIGHEST_NANOS, SIGNIFICANT_DIGITS);
    private final List<Interval> intervals = new ArrayList<>();

    private boolean scheduled;
    private long origin;
    private long sinceOrigin;
    private long intendedStart;
    private long actualStart;
    private long lastEnd;
    private double intendedBefore;
    private long completed;

    private long firstOrigin;

    /**
     * What was recorded from one {@link #endInterval} to the next.
     *
     * @param startSeconds from the first operation of all to the first of the interval's last stretch
     * @param endSeconds the same, to the end of its last operation
     */
    public record Interval(double startSeconds, double endSeconds, Histogram response, Histogram service) {}

    private OpenLoop(double operationsPerSecond, LongSupplier nanoClock) {
        if (!(operationsPerSecond > 0) || operationsPerSecond > NANOS_PER_SECOND) {
            throw new IllegalArgumentException(
                    "rate must be above 0 and at most 1e9 operations a second: operationsPerSecond="
                            + operationsPerSecond);
        }
        this.nanosPerOperation = NANOS_PER_SECOND / operationsPerSecond;
        this.nanoClock = nanoClock;
    }

    /** A schedule of so many operations a second on {@link System#nanoTime}. */
    public static OpenLoop atRate(double operationsPerSecond) {
        return new OpenLoop(operationsPerSecond, System::nanoTime);
    }

    /** The same on a clock of the caller's, in nanoseconds, that never goes back and moves while it is asked. */
    public static OpenLoop withClock(double operationsPerSecond, LongSupplier nanoClock) {
        return new OpenLoop(operationsPerSecond, nanoClock);
    }

    /** The schedule whose percentiles these counters publish, made with this rate when it is first asked for. */
    public static OpenLoop of(LatencyCounters counters, double operationsPerSecond) {
        return counters.loop(operationsPerSecond);
    }

    /** Starts a new stretch of the schedule: its first operation is intended when it first asks to start. */
    public void restart() {
        intendedBefore += intendedInStretch();
        scheduled = false;
    }

    /** Drops every recorded latency and the memory of a missed rate. Call it before {@link #restart}. */
    public void forget() {
        response.reset();
        service.reset();
        intervals.clear();
        intendedBefore = 0;
        completed = 0;
        scheduled = false;
    }

    /** Returns at the intended start of the next operation, or at once if that is over. Spins: the wait is on time. */
    public void awaitStart() {
        long now = nanoClock.getAsLong();
        if (!scheduled) {
            scheduled = true;
            origin = now;
            sinceOrigin = 0;
            lastEnd = now;
            if (completed == 0) {
                firstOrigin = now;
            }
        }
        intendedStart = origin + (long) (sinceOrigin * nanosPerOperation);
        while (now - intendedStart < 0) {
            Thread.onSpinWait();
            now = nanoClock.getAsLong();
        }
        actualStart = now;
    }

    /** Ends the operation that {@link #awaitStart} started, and records it. */
    public void finish() {
        long now = nanoClock.getAsLong();
        response.recordValue(Math.min(now - intendedStart, HIGHEST_NANOS));
        service.recordValue(Math.min(now - actualStart, HIGHEST_NANOS));
        lastEnd = now;
        sinceOrigin++;
        completed++;
    }

    /**
     * Ends an interval: what follows is recorded apart, and counts in {@link #response} and {@link #service} with the rest. Nothing
     * where no operation has finished since the last one ended. Allocates; call it between stretches.
     */
    public void endInterval() {
        if (response.getTotalCount() == 0) {
            return;
        }
        intervals.add(new Interval(
                (origin - firstOrigin) / NANOS_PER_SECOND,
                (lastEnd - firstOrigin) / NANOS_PER_SECOND,
                response.copy(),
                service.copy()));
        response.reset();
        service.reset();
    }

    /** Intervals that have ended, and one of what was recorded since, if anything was. */
    public List<Interval> intervals() {
        endInterval();
        return List.copyOf(intervals);
    }

    /** Latencies from the intended start, in nanoseconds: what a user of the operation waits. Of all intervals; allocates. */
    public Histogram response() {
        Histogram all = response.copy();
        intervals.forEach(interval -> all.add(interval.response()));
        return all;
    }

    /** Latencies from the actual start, in nanoseconds: what the operation takes. Of all intervals; allocates. */
    public Histogram service() {
        Histogram all = service.copy();
        intervals.forEach(interval -> all.add(interval.service()));
        return all;
    }

    /** Operations finished since creation or {@link #forget}. */
    public long completed() {
        return completed;
    }

    /** True if fewer than 99 % of the operations that the schedule intended by now have finished. */
    public boolean missedRate() {
        double intended = intendedBefore + intendedInStretch();
        return completed + BACKLOG_ALLOWED < intended * KEPT_SHARE;
    }

    private double intendedInStretch() {
        return scheduled ? (lastEnd - origin) / nanosPerOperation : 0;
    }
}
