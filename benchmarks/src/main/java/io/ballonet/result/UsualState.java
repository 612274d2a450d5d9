package io.ballonet.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rounds of one row by the state of the machine: near, far or moved cores, stolen time, and a clock that was slower than in
 * another round. Rounds of several states are not averaged: the row's value is that of the state that most rounds were in.
 *
 * @param rounds all of them, in their order
 * @param states of each of them
 * @param usual the state of most rounds; of several such the one that least disturbed
 */
public record UsualState(List<RawRun> rounds, List<List<String>> states, List<String> usual) {
    /** The flag of a row whose rounds were not all in one state. */
    public static final String MIXED = "mixed";

    /** The flag of a round whose clock was slower than that of the row's fastest round. */
    static final String SLOW_CLOCK = "slow-clock";

    /** A clock below this share of the fastest round's is another state; boost clocks of one load differ by less. */
    private static final double SLOW = 0.9;

    /** Copies the lists. */
    public UsualState {
        rounds = List.copyOf(rounds);
        states = List.copyOf(states);
    }

    /** Sorts a row's rounds; at least one. */
    public static UsualState of(List<RawRun> rounds) {
        double fastest = rounds.stream()
                .mapToDouble(run -> run.surroundings().clockMhz())
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
        List<List<String>> states =
                rounds.stream().map(run -> state(run.surroundings(), fastest)).toList();
        Map<List<String>, Integer> counts = new LinkedHashMap<>();
        states.forEach(state -> counts.merge(state, 1, Integer::sum));
        List<String> usual = counts.entrySet().stream()
                .min(Map.Entry.<List<String>, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparingInt(entry -> disturbance(entry.getKey())))
                .map(Map.Entry::getKey)
                .orElse(List.of());
        return new UsualState(rounds, states, usual);
    }

    private static List<String> state(Surroundings surroundings, double fastestMhz) {
        List<String> state = new ArrayList<>(surroundings.flags());
        if (surroundings.clockMhz() < SLOW * fastestMhz) {
            state.add(SLOW_CLOCK);
        }
        return List.copyOf(state);
    }

    /** Less for a state whose figures are more likely to be had again. */
    private static int disturbance(List<String> state) {
        return (state.contains("steal") ? 8 : 0)
                + (state.contains(SLOW_CLOCK) ? 4 : 0)
                + (state.contains(Surroundings.MOVED) ? 2 : 0)
                + (state.contains("far") ? 1 : 0);
    }

    /** The rounds that the row's value is made of. */
    public List<RawRun> usualRounds() {
        List<RawRun> counted = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
            if (states.get(i).equals(usual)) {
                counted.add(rounds.get(i));
            }
        }
        return counted;
    }

    /** True if the rounds were not all in one state. */
    public boolean mixed() {
        return states.stream().anyMatch(state -> !state.equals(usual));
    }

    /** True if the row is worth another round: its state changed between rounds, or within most of them. */
    public boolean unsettled() {
        return mixed() || usual.contains(Surroundings.MOVED);
    }

    /** The usual state, and {@link #MIXED} where it was not always that one. */
    List<String> flags() {
        List<String> flags = new ArrayList<>(usual);
        if (mixed()) {
            flags.add(MIXED);
        }
        return flags;
    }

    /** All rounds for the reader. */
    List<Round> all() {
        List<Round> all = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
            RawRun run = rounds.get(i);
            all.add(new Round(
                    run.round(),
                    run.mean(),
                    states.get(i),
                    run.surroundings(),
                    states.get(i).equals(usual)));
        }
        return List.copyOf(all);
    }
}
