package io.ballonet.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What was probably meant by a word that is not known. */
public final class Suggestion {
    private Suggestion() {}

    /** {@code unknown allocator 'tre'; did you mean 'tree'? known: tree, bitmap}. */
    public static String message(String what, String word, Collection<String> known) {
        return "unknown " + what + " '" + word + "'"
                + closest(word, known)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse(";")
                + " known: " + String.join(", ", known);
    }

    /** The known word with the fewest edits, if those are at most a third of its length, rounded up. */
    public static Optional<String> closest(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> edits(word, candidate) <= (candidate.length() + 2) / 3)
                .min(Comparator.comparingInt(candidate -> edits(word, candidate)));
    }

    /** Levenshtein's distance. */
    private static int edits(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
