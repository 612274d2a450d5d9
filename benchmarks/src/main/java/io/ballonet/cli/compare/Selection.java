package io.ballonet.cli.compare;

import io.ballonet.cli.Suggestion;
import io.ballonet.cli.UserError;
import io.ballonet.result.Families;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which rows the user asked for. The limits of the machine are always among them, and those of the families asked for.
 *
 * @param families empty for all
 * @param contenders empty for all
 * @param threads empty for all
 */
public record Selection(List<String> families, List<String> contenders, List<Integer> threads) {
    /**
     * The rows, in their order.
     *
     * @throws UserError naming the option with a value that no row has, and the values that there are
     */
    List<BenchmarkRow> from(List<BenchmarkRow> rows) {
        if (rows.isEmpty()) {
            throw new UserError("no benchmark was compiled into this build; build again with ./mvnw verify", 2);
        }
        SortedSet<String> knownFamilies = rows.stream()
                .map(BenchmarkRow::family)
                .collect(Collectors.toCollection(() -> new TreeSet<>(Families.order())));
        families.forEach(family -> known("--only", "family", family, knownFamilies));
        List<BenchmarkRow> inFamilies = rows.stream()
                .filter(row -> families.isEmpty() || families.contains(row.family()) || isLimit(row))
                .toList();
        SortedSet<String> knownContenders = inFamilies.stream()
                .filter(row -> !isLimit(row))
                .map(BenchmarkRow::contender)
                .collect(Collectors.toCollection(TreeSet::new));
        contenders.forEach(contender -> known("--contenders", "contender", contender, knownContenders));
        SortedSet<String> knownThreads = inFamilies.stream()
                .map(row -> Integer.toString(row.threads()))
                .collect(Collectors.toCollection(TreeSet::new));
        threads.forEach(count -> known("--threads", "number of threads", count.toString(), knownThreads));
        return inFamilies.stream().filter(row -> row.isLimit() || asksFor(row)).toList();
    }

    /** True for a row that the options name or leave open; limits run without. */
    boolean asksFor(BenchmarkRow row) {
        return isLimit(row)
                || ((families.isEmpty() || families.contains(row.family()))
                        && (contenders.isEmpty() || contenders.contains(row.contender()))
                        && (threads.isEmpty() || threads.contains(row.threads())));
    }

    private static boolean isLimit(BenchmarkRow row) {
        return row.family().equals(Families.LIMIT);
    }

    private static void known(String option, String what, String word, Collection<String> known) {
        if (!known.contains(word)) {
            throw new UserError(option + ": " + Suggestion.message(what, word, known), 2);
        }
    }
}
