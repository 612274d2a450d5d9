package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/**
 * The words of each core: the row where it allocates, where it lately freed, and where it last took or freed a huge frame.
 *
 * <p>The row's tree is the one that the core has reserved.
 *
 * <p><b>Concurrency:</b> a reservation is read and, by compare-and-set only, replaced by every thread that passes the core. The
 * other two words are hints that any such thread overwrites (benign races: a lost hint costs a longer search). Wait-free.
 */
final class TreeCores {
    /** A reservation word of a core that has reserved nothing. */
    static final long NONE = 0;
    /** No tree is remembered. */
    static final long NO_TREE = -1L;

    private final long address;
    private final int cores;
    private final RetryCounter retries;

    TreeCores(long address, int cores, RetryCounter retries) {
        this.address = address;
        this.cores = cores;
        this.retries = retries;
    }

    int cores() {
        return cores;
    }

    /** The reservation word of a row. */
    static long at(long row) {
        return row + 1;
    }

    /** The row of a reservation word that is not {@link #NONE}. */
    static long row(long reservation) {
        return reservation - 1;
    }

    /** The reserved tree of a reservation word that is not {@link #NONE}. */
    static long tree(long reservation) {
        return TreeLayout.treeOfRow(row(reservation));
    }

    long reservationAcquire(int core) {
        return Words.getAcquire(coreAddress(core) + TreeLayout.RESERVATION_OFFSET); // pairs with casReservation
    }

    boolean casReservation(int core, long expected, long value) {
        // Full fence on success; pairs with reservationAcquire.
        boolean replaced = Words.compareAndSet(coreAddress(core) + TreeLayout.RESERVATION_OFFSET, expected, value);
        if (!replaced) {
            retries.add();
        }
        return replaced;
    }

    /** The tree that lately got most of the core's frees, or {@link #NO_TREE}. */
    long hotTree(int core) {
        // A hint; pairs with rememberFree.
        return TreePolicy.hotTree(Words.getOpaque(coreAddress(core) + TreeLayout.HISTORY_OFFSET));
    }

    void rememberFree(int core, long tree) {
        long word = coreAddress(core) + TreeLayout.HISTORY_OFFSET;
        long history = Words.getOpaque(word); // a hint; pairs with setOpaque below
        long next = TreePolicy.remembered(history, tree);
        if (next != history) {
            Words.setOpaque(word, next); // a hint; pairs with getOpaque above and in hotTree
        }
    }

    /** The tree where the core last took or freed a huge frame, or {@link #NO_TREE}. */
    long hugeTree(int core) {
        return Words.getOpaque(coreAddress(core) + TreeLayout.HUGE_OFFSET) - 1; // a hint; pairs with rememberHuge
    }

    void rememberHuge(int core, long tree) {
        if (hugeTree(core) != tree) {
            Words.setOpaque(coreAddress(core) + TreeLayout.HUGE_OFFSET, tree + 1); // a hint; pairs with hugeTree
        }
    }

    private long coreAddress(int core) {
        return address + core * TreeLayout.CORE_STRIDE;
    }
}
