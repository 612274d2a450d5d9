package io.ballonet.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Samples by call stack, in the form that every flame graph tool reads: frames from the outermost to the innermost with
 * semicolons between. A frame may end in what it was compiled to: {@code _[j]} by C2, {@code _[1]} by C1, {@code _[0]} not at
 * all, {@code _[i]} into its caller. <b>Threads:</b> one.
 */
final class Stacks {
    private static final String BETWEEN = ";";
    private static final String CALLS = " › ";
    private static final Pattern KIND = Pattern.compile("_\\[[a-z0-9]\\]$");

    private final SortedMap<String, Long> weights = new TreeMap<>();
    private long samples;
    private long total;

    /**
     * Adds samples of one stack.
     *
     * @param frames outermost first, with packages; what would cut a line in two becomes a comma
     * @param count of samples
     * @param weight what they stand for, all together
     */
    void add(List<String> frames, long count, long weight) {
        String stack = Frames.readable(frames).stream()
                .map(frame -> frame.replaceAll("[;\\p{Cntrl}]", ","))
                .collect(Collectors.joining(BETWEEN));
        weights.merge(stack, weight, Long::sum);
        samples += count;
        total += weight;
    }

    /** Stacks that async-profiler wrote, each line a stack, a space and a number of samples. */
    static Stacks ofCollapsed(Path file) throws IOException {
        Stacks stacks = new Stacks();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.lastIndexOf(' ');
                if (space > 0) {
                    long weight = Long.parseLong(line.substring(space + 1));
                    stacks.add(List.of(line.substring(0, space).split(BETWEEN, -1)), weight, weight);
                }
            }
        } catch (NumberFormatException e) {
            throw new IOException("no collapsed stacks: " + file.getFileName(), e);
        }
        return stacks;
    }

    /** Number of samples. */
    long samples() {
        return samples;
    }

    /** Sum of all weights. */
    long total() {
        return total;
    }

    boolean isEmpty() {
        return samples == 0;
    }

    /** A line a stack: frames, a space, weight. */
    String collapsed() {
        StringBuilder text = new StringBuilder();
        weights.forEach(
                (stack, weight) -> text.append(stack).append(' ').append(weight).append('\n'));
        return text.toString();
    }

    /** Innermost frames, each behind its caller, by their own weight, the heaviest first. */
    List<Map.Entry<String, Long>> top(int most) {
        Map<String, Long> own = new HashMap<>();
        weights.forEach((stack, weight) -> own.merge(innermost(stack), weight, Long::sum));
        return own.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .toList();
    }

    private static String innermost(String stack) {
        String[] frames = stack.split(BETWEEN, -1);
        return Stream.of(frames)
                .skip(Math.max(0, frames.length - 2))
                .map(frame -> KIND.matcher(frame).replaceFirst(""))
                .collect(Collectors.joining(CALLS));
    }
}
