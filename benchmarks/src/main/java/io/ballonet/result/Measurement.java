package io.ballonet.result;

import java.util.List;
import java.util.SortedMap;

/**
 * One figure of a result: a line of the tables, a dot of the charts, an object of {@code summary.json}.
 *
 * @param subject what was measured
 * @param value in {@code subject.unit()}; NaN where no run gave a number
 * @param error half-width of the 95 % interval, NaN where one sample says nothing about it
 * @param limitValue the limit in {@code subject.unit()}, measured in the same run, or NaN
 * @param limitRatio {@code value / limitValue}, or NaN
 * @param flags state of the machine, {@code mixed} where rounds in another one were left out, and what else disturbed it
 * @param surroundings the worst that was seen around the runs that it was made of
 * @param rounds runs that it was made of: those in the state of the machine that most were in
 * @param all every run, those in other states too
 */
public record Measurement(
        Subject subject,
        double value,
        double error,
        double limitValue,
        double limitRatio,
        List<String> flags,
        SortedMap<String, Counter> counters,
        Surroundings surroundings,
        int rounds,
        List<Round> all) {

    /** Copies the rounds. */
    public Measurement {
        all = List.copyOf(all);
    }

    /** True where less is better. */
    public boolean lowerIsBetter() {
        return subject.lowerIsBetter();
    }

    /** True if this value is better than the other's; NaN is never better. */
    public boolean betterThan(Measurement other) {
        if (Double.isNaN(other.value)) {
            return !Double.isNaN(value);
        }
        return lowerIsBetter() ? value < other.value : value > other.value;
    }

    /** True if both answer the same question: all but contender, kind and limit is equal. */
    public boolean comparableWith(Measurement other) {
        Subject a = subject;
        Subject b = other.subject;
        return a.family().equals(b.family())
                && a.benchmark().equals(b.benchmark())
                && a.threads() == b.threads()
                && a.params().equals(b.params())
                && a.unit().equals(b.unit());
    }
}
