package io.ballonet.scenario.overcommit;

/** A line of text that shows a curve, a column for each equal part of its time. */
final class Curve {
    private static final int COLUMNS = 72;
    private static final String HEIGHTS = " ▁▂▃▄▅▆▇█";

    private Curve() {}

    /**
     * The curve of {@code values} at {@code times}, which rise; the last value of each part is shown.
     *
     * @param full value of a full column, greater than 0
     */
    static String of(long[] times, long[] values, long full) {
        StringBuilder line = new StringBuilder(COLUMNS);
        long start = times.length == 0 ? 0 : times[0];
        long whole = times.length == 0 ? 1 : Math.max(1, times[times.length - 1] - start);
        int next = 0;
        long value = 0;
        for (int column = 1; column <= COLUMNS; column++) {
            while (next < times.length && (times[next] - start) * COLUMNS <= whole * column) {
                value = values[next++];
            }
            long height = Math.round((double) value * (HEIGHTS.length() - 1) / full);
            line.append(HEIGHTS.charAt((int) Math.clamp(height, 0, HEIGHTS.length() - 1L)));
        }
        return line.toString();
    }
}
