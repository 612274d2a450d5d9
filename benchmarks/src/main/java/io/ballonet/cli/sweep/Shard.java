package io.ballonet.cli.sweep;

import io.ballonet.cli.UserError;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of several equal parts of a sweep: the cells in the order of their keys, dealt out in turn. So each part has the same number of
 * cells, give or take one, and as much of the slow policies and long traces as any other; and every machine that is given the same
 * traces, policies and sizes deals them the same way.
 *
 * @param number from 1 to {@code count}
 * @param count at least 1
 */
record Shard(int number, int count) {
    /** All of it. */
    static final Shard WHOLE = new Shard(1, 1);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");
    private static final int WRONG_USAGE = 2;

    /**
     * Reads {@code i/n}.
     *
     * @throws UserError if it is no such thing, or {@code i} is not in {@code [1, n]}
     */
    static Shard parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            int number = Integer.parseInt(matcher.group(1));
            int count = Integer.parseInt(matcher.group(2));
            if (number >= 1 && number <= count) {
                return new Shard(number, count);
            }
        }
        throw new UserError(
                "--shard '" + text + "': give i/n with i from 1 to n, such as 1/8 to 8/8; shards count from 1",
                WRONG_USAGE);
    }

    /** This part of the cells, which are all different, in their order. */
    List<Cell> of(List<Cell> cells) {
        List<Cell> dealt =
                cells.stream().sorted(Comparator.comparing(Cell::key)).toList();
        Set<Cell> own = new HashSet<>(IntStream.range(0, dealt.size())
                .filter(i -> i % count == number - 1)
                .mapToObj(dealt::get)
                .toList());
        return cells.stream().filter(own::contains).toList();
    }
}
