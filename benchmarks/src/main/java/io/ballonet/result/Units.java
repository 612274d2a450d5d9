package io.ballonet.result;

/**
 * From what JMH says ({@code ns/op}, {@code ops/us}) to what a measurement declares ({@code ns/page}, {@code pages/s},
 * {@code GB/s}).
 *
 * <p>A declared unit is a time for one thing or things a second; a thing is an operation, or the page, byte or access of
 * which an operation has a known number. JMH's throughput is the sum over threads and its time is a thread's own, so a
 * time becomes a rate by multiplying with the threads, and a rate becomes a time of one thread the same way. Events are
 * taken as they are.
 */
final class Units {
    private static final double BYTES_PER_GB = 1e9;
    private static final double NS_PER_SECOND = 1e9;

    /** What JMH calls events, which are a value in whatever unit the measurement declares. */
    private static final String EVENTS = "#";

    private static final String PERCENT = "%";

    private Units() {}

    /**
     * One score, converted.
     *
     * @throws IllegalArgumentException if either unit is unknown
     */
    static double convert(double score, String scoreUnit, String unit, double unitsPerOperation, int threads) {
        if (scoreUnit.equals(EVENTS)) {
            return score;
        }
        double nsPerOperation = nanosecondsOfOperation(score, scoreUnit, threads);
        int slash = unit.indexOf('/');
        if (slash < 0) {
            throw unknown(unit);
        }
        String above = unit.substring(0, slash);
        String below = unit.substring(slash + 1);
        if (below.equals("s")) {
            double rate = unitsPerOperation * threads * NS_PER_SECOND / nsPerOperation;
            return above.equals("GB") ? rate / BYTES_PER_GB : rate;
        }
        return nsPerOperation / unitsPerOperation / nanoseconds(above);
    }

    /** True where less is better: a time for one thing, or bytes; false for a rate and for a share. */
    static boolean lowerIsBetter(String unit) {
        return !unit.endsWith("/s") && !unit.equals(PERCENT);
    }

    private static double nanosecondsOfOperation(double score, String scoreUnit, int threads) {
        if (scoreUnit.startsWith("ops/")) {
            return threads * nanoseconds(scoreUnit.substring("ops/".length())) / score;
        }
        if (scoreUnit.endsWith("/op")) {
            return score * nanoseconds(scoreUnit.substring(0, scoreUnit.length() - "/op".length()));
        }
        throw unknown(scoreUnit);
    }

    private static double nanoseconds(String time) {
        return switch (time) {
            case "ns" -> 1;
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> NS_PER_SECOND;
            case "min" -> 60 * NS_PER_SECOND;
            default -> throw unknown(time);
        };
    }

    private static IllegalArgumentException unknown(String unit) {
        return new IllegalArgumentException("unknown unit: unit=" + unit + ", known=ns/…, …/s, GB/s");
    }
}
