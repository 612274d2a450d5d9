package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/**
 * The words of each core: its {@link TreeReservation}, where it lately freed, and where it last took or freed a huge frame.
 *
 * <p><b>Concurrency:</b> a reservation is read by every thread and written, by compare-and-set only, by those that pass the core,
 * those that free into its half row, and those that find nothing else free; each method is lock-free. The other two words are
 * hints that any thread of the core overwrites (benign races: a lost hint costs a longer search).
 */
final class TreeCores {
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

    /** Takes the lowest frame of a core's stock, or {@link FrameAllocator#NO_FRAME}. */
    long takeStocked(int core) {
        while (true) {
            long word = reservationAcquire(core);
            if (TreeReservation.stock(word) == 0) {
                return FrameAllocator.NO_FRAME;
            }
            if (casReservation(core, word, TreeReservation.taken(word))) {
                return TreeReservation.lowest(word);
            }
        }
    }

    /** Takes one frame of any core's stock. */
    long takeStockedAnywhere() {
        long frame = FrameAllocator.NO_FRAME;
        for (int core = 0; core < cores && frame == FrameAllocator.NO_FRAME; core++) {
            frame = takeStocked(core);
        }
        return frame;
    }

    /** Takes up to {@code most} lowest frames of a core's stock: as the stock of a word, which is empty if it got none. */
    long takeStock(int core, int most) {
        while (true) {
            long word = reservationAcquire(core);
            long stock = TreeReservation.stock(word);
            long part = most >= TreeReservation.FRAMES_PER_HALF ? stock : Long.expand((1L << most) - 1, stock);
            if (part == 0 || casReservation(core, word, word & ~part)) {
                return word & ~stock | part;
            }
        }
    }

    /** Frames in the stocks of all cores. */
    long stocked() {
        long stocked = 0;
        for (int core = 0; core < cores; core++) {
            stocked += TreeReservation.stocked(reservationAcquire(core));
        }
        return stocked;
    }

    /** Stocked frames of a row, given the entry of its tree, which names the only core that can have any. */
    long stockedOf(long row, long entry) {
        return TreeEntry.isReserved(entry)
                ? TreeReservation.stockedOf(reservationAcquire(TreeEntry.owner(entry)), row)
                : 0;
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
