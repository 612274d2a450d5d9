package io.ballonet.trace.curve;

import java.util.Arrays;

/**
 * Ids {@code [0, capacity)} in order of their last touch, each with its rank: 1 for the one touched last, as a position in an
 * LRU stack. A touch costs O(log(capacity / 16)). One thread at a time; nothing allocates but {@link #grow}.
 */
final class RecencyRanks {
    /*
     * Each touch takes the next of many slots, in order; the id's last slot is emptied. A rank is the number of slots taken
     * from there to the end: a population count in words of 64 slots, and over the words a tree of partial sums [1]. When the
     * slots are used up, those that are taken move together; with four times as many slots as ids that costs less than two
     * steps a touch.
     *
     * [1] P. M. Fenwick, A new data structure for cumulative frequency tables, Software: Practice and Experience, 1994.
     */
    private static final int WORD_SHIFT = 6;
    private static final int SLOTS_PER_ID = 4;
    private static final int NO_SLOT = -1;

    private int[] slotOf;
    private int[] idAt;
    private long[] taken;
    /** {@code sums[i]} counts the slots taken in the words {@code (i - lowestBit(i), i]}, words counted from 1. */
    private int[] sums;

    private int nextSlot;
    private int members;

    /** No id touched yet; {@code capacity} at least 1. */
    RecencyRanks(int capacity) {
        slotOf = new int[capacity];
        Arrays.fill(slotOf, NO_SLOT);
        idAt = new int[slots(capacity)];
        taken = new long[idAt.length >>> WORD_SHIFT];
        sums = new int[taken.length + 1];
    }

    private static int slots(int capacity) {
        return Math.max(1 << WORD_SHIFT, Integer.highestOneBit(capacity) * 2 * SLOTS_PER_ID);
    }

    /** Number of ids. */
    int capacity() {
        return slotOf.length;
    }

    /** Ids that have a rank. */
    int members() {
        return members;
    }

    /** Makes room for the ids {@code [0, capacity)}. */
    void grow(int capacity) {
        int before = slotOf.length;
        slotOf = Arrays.copyOf(slotOf, capacity);
        Arrays.fill(slotOf, before, capacity, NO_SLOT);
        moveTogether(new int[slots(capacity)]);
    }

    /** Makes {@code id} the first; returns the rank that it had, or 0 if it had none. */
    int touch(int id) {
        if (nextSlot == idAt.length) {
            moveTogether(new int[0]);
        }
        int rank = remove(id);
        put(id);
        return rank;
    }

    /** The rank of {@code id}, or 0 if it has none. */
    int rank(int id) {
        int slot = slotOf[id];
        return slot == NO_SLOT ? 0 : members - takenBefore(slot);
    }

    /** Takes {@code id} out; returns the rank that it had, or 0 if it had none. */
    int remove(int id) {
        int slot = slotOf[id];
        if (slot == NO_SLOT) {
            return 0;
        }
        int rank = members - takenBefore(slot);
        taken[slot >>> WORD_SHIFT] &= ~(1L << slot);
        count(slot, -1);
        slotOf[id] = NO_SLOT;
        members--;
        return rank;
    }

    private void put(int id) {
        slotOf[id] = nextSlot;
        idAt[nextSlot] = id;
        taken[nextSlot >>> WORD_SHIFT] |= 1L << nextSlot;
        count(nextSlot, 1);
        nextSlot++;
        members++;
    }

    private void count(int slot, int change) {
        for (int word = (slot >>> WORD_SHIFT) + 1; word < sums.length; word += Integer.lowestOneBit(word)) {
            sums[word] += change;
        }
    }

    private int takenBefore(int slot) {
        int word = slot >>> WORD_SHIFT;
        int count = Long.bitCount(taken[word] & ~(-1L << slot));
        for (; word > 0; word -= Integer.lowestOneBit(word)) {
            count += sums[word];
        }
        return count;
    }

    /** Puts the ids in the same order into the first slots, of {@code larger} arrays if those are larger. */
    private void moveTogether(int[] larger) {
        int[] order = new int[members];
        int found = 0;
        for (int slot = 0; slot < nextSlot; slot++) {
            if ((taken[slot >>> WORD_SHIFT] & (1L << slot)) != 0) {
                order[found++] = idAt[slot];
            }
        }
        if (larger.length > idAt.length) {
            idAt = larger;
            taken = new long[larger.length >>> WORD_SHIFT];
            sums = new int[taken.length + 1];
        } else {
            Arrays.fill(taken, 0);
            Arrays.fill(sums, 0);
        }
        nextSlot = 0;
        members = 0;
        for (int id : order) {
            put(id);
        }
    }
}
