package io.ballonet.result;

import java.util.List;

/**
 * One run of a measurement, as it was, whether the measurement's value is made of it or not.
 *
 * @param number as the run was numbered, 0 for the first
 * @param value mean of its iterations in the measurement's unit; NaN if none is a number
 * @param state of the machine, see {@link UsualState}; empty where nothing disturbed it and nothing else is known
 * @param counted false for a round in another state than most, which the value leaves out
 */
public record Round(int number, double value, List<String> state, Surroundings surroundings, boolean counted) {}
