package io.ballonet.result;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one run measured: the part of a measurement that is known before the clock starts. Two runs with equal subjects
 * are rounds of one measurement.
 *
 * @param family such as {@code allocator}
 * @param benchmark name within the family
 * @param contender registry name
 * @param threads at least 1
 * @param params every JMH parameter but the contender; numbers where the text is one
 * @param unit unit of the reported value
 * @param unitsPerOperation pages, bytes or accesses of one JMH operation, greater than 0
 * @param limit name of the limit that the value is put in relation to, or null
 * @param limitScale factor from the limit's value to {@code unit}
 * @param scoredThreads threads that JMH's score is of: all of them, or those of one method of a group
 * @param metric label of JMH's secondary metric, for a method of a group, or null for the primary metric
 */
public record Subject(
        String family,
        String benchmark,
        String contender,
        Kind kind,
        int threads,
        SortedMap<String, Object> params,
        String unit,
        double unitsPerOperation,
        @Nullable String limit,
        double limitScale,
        int scoredThreads,
        @Nullable String metric) {

    /** Copies {@code params}; rejects a count of threads or units that no run can have. */
    public Subject {
        if (threads < 1 || scoredThreads < 1 || !(unitsPerOperation > 0)) {
            throw new IllegalArgumentException("impossible subject: threads=" + threads + ", scoredThreads="
                    + scoredThreads + ", unitsPerOperation=" + unitsPerOperation);
        }
        params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    }

    /** The number that {@code text} is, as {@code Long} or {@code Double}, else the text itself. */
    public static Object parameter(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notLong) {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException notDouble) {
                return text;
            }
        }
    }

    /** True where less is better. */
    public boolean lowerIsBetter() {
        return Units.lowerIsBetter(unit);
    }

    /** One line for messages and logs: {@code allocator/pair tree order=0 fill=0.5 threads=2}. */
    public String label() {
        StringBuilder text = new StringBuilder()
                .append(family)
                .append('/')
                .append(benchmark)
                .append(' ')
                .append(contender);
        for (Map.Entry<String, Object> param : params.entrySet()) {
            text.append(' ').append(param.getKey()).append('=').append(param.getValue());
        }
        return threads == 1
                ? text.toString()
                : text.append(" threads=" + threads).toString();
    }
}
