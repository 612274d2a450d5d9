package io.ballonet.report.plot;

import io.ballonet.report.text.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** Where a value lies between the two ends of an axis, and where the axis has its marks. */
final class Ruler {
    /** Beyond this ratio, a linear axis from zero shows the small ones as nothing. */
    private static final double LINEAR_SPAN = 25;

    private static final double[] DIGITS = {1, 2, 5};
    private static final double FEW_DECADES = 2.5;
    private static final String[] BINARY = {"", " Ki", " Mi", " Gi", " Ti"};

    private final DoubleUnaryOperator curve;
    private final double low;
    private final double high;
    private final String kind;
    private final List<Tick> ticks;

    /** A mark on the axis. */
    record Tick(double value, String label) {}

    private Ruler(DoubleUnaryOperator curve, double least, double most, String kind, List<Tick> ticks) {
        this.curve = curve;
        this.low = curve.applyAsDouble(least);
        this.high = curve.applyAsDouble(most);
        this.kind = kind;
        this.ticks = ticks.stream()
                .filter(tick -> tick.value() >= least * (1 - 1e-9) && tick.value() <= most * (1 + 1e-9))
                .toList();
    }

    /** From zero and linear, or over decades where the values differ too much for that. */
    static Ruler of(DoubleStream values) {
        double[] positive = positive(values);
        return positive.length > 0 && positive[positive.length - 1] / positive[0] > LINEAR_SPAN
                ? decades(Arrays.stream(positive))
                : fromZero(Arrays.stream(positive));
    }

    /** From zero and linear. */
    static Ruler fromZero(DoubleStream values) {
        double most = values.filter(Double::isFinite).max().orElse(1);
        return linear(0, most > 0 ? most * 1.06 : 1, Scale.ticks(most > 0 ? most * 1.06 : 1));
    }

    /** Linear between two ends, with these marks. */
    static Ruler linear(double least, double most, double... marks) {
        return new Ruler(
                DoubleUnaryOperator.identity(),
                least,
                most,
                "",
                Arrays.stream(marks)
                        .mapToObj(mark -> new Tick(mark, mark == 0 ? "0" : Scale.tick(mark)))
                        .toList());
    }

    /** Equal factors are equal steps; what is not above zero is left out. */
    static Ruler decades(DoubleStream values) {
        double[] positive = positive(values);
        if (positive.length == 0) {
            return linear(0, 1, 0, 1);
        }
        return between(positive[0] / 1.25, positive[positive.length - 1] * 1.25);
    }

    /** Equal factors are equal steps, from one end to the other; both above zero. */
    static Ruler between(double least, double most) {
        boolean few = Math.log10(most / least) < FEW_DECADES;
        List<Tick> ticks = new ArrayList<>();
        for (double decade = Math.pow(10, Math.floor(Math.log10(least))); decade <= most; decade *= 10) {
            for (double digit : few ? DIGITS : new double[] {1}) {
                ticks.add(new Tick(digit * decade, Scale.tick(digit * decade)));
            }
        }
        return new Ruler(Math::log, least, most, "logarithmic", ticks);
    }

    /** Bytes over powers of two, a mark at every fourth at most. */
    static Ruler bytes(DoubleStream values) {
        double[] positive = positive(values);
        if (positive.length == 0) {
            return linear(0, 1, 0, 1);
        }
        double least = positive[0] / 1.6;
        double most = positive[positive.length - 1] * 1.6;
        int doublings = (int) Math.ceil(Math.log(most / least) / Math.log(2));
        int step = Math.max(1, Math.ceilDiv(doublings, 8));
        List<Tick> ticks = new ArrayList<>();
        for (int power = 0; power < 60; power += step) {
            ticks.add(new Tick(Math.pow(2, power), (1L << power % 10) + BINARY[Math.min(power / 10, 4)] + "B"));
        }
        return new Ruler(Math::log, least, most, "logarithmic", ticks);
    }

    /** HdrHistogram's scale: a nine more is a step more. */
    static Ruler percentiles(DoubleStream oneIn) {
        double most = Math.max(100, oneIn.filter(Double::isFinite).max().orElse(1));
        List<Tick> ticks = new ArrayList<>(List.of(new Tick(1, "0"), new Tick(2, "50 %")));
        String nines = "90 %";
        for (double times = 10; times <= most; times *= 10) {
            ticks.add(new Tick(times, nines));
            nines = times == 10 ? "99 %" : times == 100 ? "99.9 %" : nines.replace(" %", "9 %");
        }
        return new Ruler(Math::log, 1, most * 1.1, "HdrHistogram’s scale, 1/(1 − p)", ticks);
    }

    /** {@code logarithmic} or the like; empty where it is linear. */
    String kind() {
        return kind;
    }

    List<Tick> ticks() {
        return ticks;
    }

    /** From 0 to 1; what lies outside is at the nearer end. */
    double part(double value) {
        double at = curve.applyAsDouble(value);
        return Double.isNaN(at) ? 0 : Math.clamp((at - low) / (high - low), 0, 1);
    }

    private static double[] positive(DoubleStream values) {
        return values.filter(value -> Double.isFinite(value) && value > 0)
                .sorted()
                .toArray();
    }
}
