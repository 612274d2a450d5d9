package io.ballonet.result.diff;

import io.ballonet.result.RawRun;
import io.ballonet.result.Surroundings;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rounds of a row's two sides that were run in one state of the machine: near, far or unknown distance of the cores, with or
 * without stolen time.
 *
 * @param base rounds of the base, empty where no state was seen on both sides
 * @param current rounds of the new side, empty likewise
 * @param flags what the state was where it was one, else the states of each side with their rounds
 * @param differ true if the two sides were not in the same states for the same share of their rounds
 */
record LikeRounds(List<RawRun> base, List<RawRun> current, List<String> flags, boolean differ) {

    /** All rounds where their state is one; else those of the state that both sides have most rounds in. */
    static LikeRounds of(List<RawRun> base, List<RawRun> current) {
        NavigableMap<String, List<RawRun>> before = byState(base);
        NavigableMap<String, List<RawRun>> after = byState(current);
        if (before.size() == 1 && before.keySet().equals(after.keySet())) {
            return new LikeRounds(base, current, base.getFirst().surroundings().flags(), false);
        }
        List<String> flags = List.of("base " + words(before), "new " + words(after));
        boolean differ = !shares(before).equals(shares(after));
        return before.keySet().stream()
                .filter(after::containsKey)
                .max(Comparator.comparingInt(state -> Math.min(
                        rounds(before, state).size(), rounds(after, state).size())))
                .map(state -> new LikeRounds(rounds(before, state), rounds(after, state), flags, differ))
                .orElseGet(() -> new LikeRounds(List.of(), List.of(), flags, differ));
    }

    /**
     * The pairs whose two rounds were run in one state each, whichever that is: what a state does to both cancels. Two rounds in
     * which it changed have nothing in common.
     *
     * @param base one round of each pair
     * @param current the other, in the same order
     */
    static LikeRounds ofPairs(List<RawRun> base, List<RawRun> current) {
        NavigableMap<String, List<RawRun>> before = byState(base);
        NavigableMap<String, List<RawRun>> after = byState(current);
        int[] like = IntStream.range(0, base.size())
                .filter(i -> areLike(
                        base.get(i).surroundings().flags(),
                        current.get(i).surroundings().flags()))
                .toArray();
        if (like.length == base.size() && before.size() == 1) {
            return new LikeRounds(base, current, base.getFirst().surroundings().flags(), false);
        }
        return new LikeRounds(
                IntStream.of(like).mapToObj(base::get).toList(),
                IntStream.of(like).mapToObj(current::get).toList(),
                List.of("base " + words(before), "new " + words(after)),
                !shares(before).equals(shares(after)));
    }

    private static boolean areLike(List<String> flags, List<String> others) {
        return flags.equals(others) && !flags.contains(Surroundings.MOVED);
    }

    private static Map<String, Double> shares(Map<String, List<RawRun>> byState) {
        double all = byState.values().stream().mapToInt(List::size).sum();
        return byState.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().size() / all));
    }

    private static NavigableMap<String, List<RawRun>> byState(List<RawRun> runs) {
        return runs.stream()
                .collect(Collectors.groupingBy(
                        run -> String.join("+", run.surroundings().flags()), TreeMap::new, Collectors.toList()));
    }

    private static List<RawRun> rounds(Map<String, List<RawRun>> byState, String state) {
        return byState.getOrDefault(state, List.of());
    }

    private static String words(NavigableMap<String, List<RawRun>> byState) {
        return byState.entrySet().stream()
                .map(entry -> entry.getValue().size() + " " + (entry.getKey().isEmpty() ? "calm" : entry.getKey()))
                .collect(Collectors.joining(", "));
    }
}
