package io.ballonet.trace.policy;

/**
 * A set of ints {@code [0, size)} with a fast maximum: a bitmap, over it a bitmap of its words that are not empty, and so
 * on to a single word. Every operation is O(log64 size). One thread at a time.
 */
final class TimeSet {
    private static final int WORD_SHIFT = 6;

    /** {@code levels[0]} has a bit for each member, {@code levels[k + 1]} one for each word of {@code levels[k]}. */
    private final long[][] levels;

    TimeSet(int size) {
        int depth = 1;
        for (int words = wordsFor(size); words > 1; words = wordsFor(words)) {
            depth++;
        }
        levels = new long[depth][];
        int bits = size;
        for (int level = 0; level < depth; level++) {
            bits = wordsFor(bits);
            levels[level] = new long[bits];
        }
    }

    private static int wordsFor(int bits) {
        return ((bits - 1) >>> WORD_SHIFT) + 1;
    }

    /** Adds {@code member}, which may be there. */
    void add(int member) {
        int bit = member;
        for (long[] words : levels) {
            int word = bit >>> WORD_SHIFT;
            long before = words[word];
            words[word] = before | (1L << bit);
            if (before != 0) {
                return;
            }
            bit = word;
        }
    }

    /** Removes {@code member}; false if it was not there. */
    boolean remove(int member) {
        long[] members = levels[0];
        if ((members[member >>> WORD_SHIFT] & (1L << member)) == 0) {
            return false;
        }
        int bit = member;
        for (long[] words : levels) {
            int word = bit >>> WORD_SHIFT;
            words[word] &= ~(1L << bit);
            if (words[word] != 0) {
                break;
            }
            bit = word;
        }
        return true;
    }

    /** Removes and returns the largest member; the set must not be empty. */
    int removeMax() {
        int max = 0;
        for (int level = levels.length - 1; level >= 0; level--) {
            max = (max << WORD_SHIFT) + (Long.SIZE - 1 - Long.numberOfLeadingZeros(levels[level][max]));
        }
        remove(max);
        return max;
    }
}
