package io.ballonet.result;

/**
 * An auxiliary count beside a rate: refusals, retries, faults.
 *
 * @param value as JMH gave it; may be NaN where JMH had nothing to count
 * @param unit JMH's unit, {@code #} for plain events
 */
public record Counter(double value, String unit) {}
