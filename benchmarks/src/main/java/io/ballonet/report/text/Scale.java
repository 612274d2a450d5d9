package io.ballonet.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * One unit for the figures of a table or chart, chosen so that most of them have one to three digits before the point:
 * {@code ns/op} becomes {@code µs/op}, {@code pages/s} becomes {@code M pages/s}.
 *
 * @param factor from a value to what is shown
 * @param unit what is shown behind it
 */
public record Scale(double factor, String unit) {
    private static final double KILO = 1e3;
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    /** Shown for what is not a number. */
    public static final String NOTHING = "–";

    /** The scale for values of one unit; what is not finite is left out. */
    public static Scale of(String unit, double... values) {
        double[] sorted = Arrays.stream(values)
                .filter(Double::isFinite)
                .map(Math::abs)
                .sorted()
                .toArray();
        double middle = sorted.length == 0 ? 1 : sorted[(sorted.length - 1) / 2];
        if (unit.startsWith("ns")) {
            String rest = unit.substring("ns".length());
            if (middle >= 2 * MEGA) {
                return new Scale(1 / MEGA, "ms" + rest);
            }
            return middle >= 2 * KILO ? new Scale(1 / KILO, "µs" + rest) : new Scale(1, unit);
        }
        if (unit.endsWith("/s") && !unit.startsWith("GB")) {
            if (middle >= GIGA) {
                return new Scale(1 / GIGA, "G " + unit);
            }
            if (middle >= MEGA) {
                return new Scale(1 / MEGA, "M " + unit);
            }
            return middle >= KILO ? new Scale(1 / KILO, "k " + unit) : new Scale(1, unit);
        }
        return new Scale(1, unit);
    }

    /** The value without its unit. */
    public String text(double value) {
        return number(value * factor);
    }

    /** Three digits, thousands with commas. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return NOTHING;
        }
        double size = Math.abs(value);
        if (size >= 100 || size == 0) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        if (size >= 10) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
        return size >= 0.1 ? String.format(Locale.ROOT, "%.2f", value) : String.format(Locale.ROOT, "%.2g", value);
    }

    /** Three digits, large ones with k, M or G. */
    public static String compact(double value) {
        double size = Math.abs(value);
        if (size >= 999.5 * MEGA) {
            return number(value / GIGA) + "G";
        }
        if (size >= 999.5 * KILO) {
            return number(value / MEGA) + "M";
        }
        return size >= 10 * KILO ? number(value / KILO) + "k" : number(value);
    }

    /** A round number without digits that say nothing; large ones with k, M or G. */
    public static String tick(double value) {
        if (value >= 1e4) {
            double[] sizes = {1e9, 1e6, 1e3};
            String[] names = {"G", "M", "k"};
            for (int i = 0; i < sizes.length; i++) {
                if (value >= sizes[i]) {
                    return BigDecimal.valueOf(value / sizes[i])
                                    .stripTrailingZeros()
                                    .toPlainString()
                            + names[i];
                }
            }
        }
        return new BigDecimal(value, new MathContext(3)).stripTrailingZeros().toPlainString();
    }

    /** At most five round numbers from 0 to {@code most}. */
    public static double[] ticks(double most) {
        double step = Math.pow(10, Math.floor(Math.log10(most / 4)));
        for (double times : new double[] {1, 2, 5, 10}) {
            if (most / (step * times) <= 5) {
                double width = step * times;
                return DoubleStream.iterate(0, tick -> tick <= most * 1.0001, tick -> tick + width)
                        .toArray();
            }
        }
        return new double[] {0, most};
    }
}
