package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Words;

/**
 * The two magazines of a core, and what happens when they are empty or full.
 *
 * <p>The previous magazine is what keeps a core that allocates and frees around the end of one from going to the depot each
 * time (Bonwick and Adams, section 3.1).
 *
 * <p><b>Concurrency:</b> every method but the two that say so is called by the holder of this core's lock, mostly the core's own
 * thread. It may go to the depot and to the allocator behind, which take no core's lock.
 */
final class MagazineCore {
    private final long address;
    private final long roundsAddress;
    private final int core;
    private final SpinLock lock;
    private final MagazineDepot depot;
    private final FrameAllocator behind;
    private final PageBatch[] magazines;

    /**
     * A core whose magazines are set by {@link #equip}.
     *
     * @param address of the allocator's memory
     * @param magazines the rounds of every magazine, as lists that the allocator behind fills and empties
     */
    MagazineCore(
            MagazineLayout layout,
            long address,
            int core,
            SpinLock lock,
            MagazineDepot depot,
            FrameAllocator behind,
            PageBatch[] magazines) {
        this.address = address + MagazineLayout.coreOffset(core);
        this.roundsAddress = address + layout.magazineOffset(0) + MagazineLayout.ROUNDS_OFFSET;
        this.core = core;
        this.lock = lock;
        this.depot = depot;
        this.behind = behind;
        this.magazines = magazines;
    }

    /** Gives it two empty magazines. Before any other thread. */
    void equip(long loaded, long previous) {
        setLoaded(loaded, 0);
        setPrevious(previous, 0);
    }

    void lock() {
        lock.lock(address + MagazineLayout.CORE_LOCK_OFFSET);
    }

    void unlock() {
        lock.unlock(address + MagazineLayout.CORE_LOCK_OFFSET);
    }

    /** Acquisitions of the lock that had to wait. Any thread. */
    long contended() {
        return lock.contended(address + MagazineLayout.CORE_LOCK_OFFSET);
    }

    /** Frames in both magazines; exact when nobody holds the lock. Any thread. */
    long roundsOpaque() {
        return loadedRounds() + previousRounds();
    }

    /** Takes a frame from the loaded magazine, or {@link FrameAllocator#NO_FRAME} if the allocator behind has none either. */
    long pop() {
        long rounds = loadedRounds();
        if (rounds == 0) {
            rounds = load();
            if (rounds == 0) {
                return FrameAllocator.NO_FRAME;
            }
        }
        setLoadedRounds(rounds - 1);
        return Words.get(roundAddress(loaded(), rounds - 1));
    }

    private long load() {
        if (previousRounds() > 0) {
            swap();
            return loadedRounds();
        }
        long full = depot.exchangeEmpty(loaded());
        if (full != MagazineDepot.NONE) {
            setLoaded(full, MagazineLayout.ROUNDS);
            return MagazineLayout.ROUNDS;
        }
        PageBatch magazine = magazines[(int) loaded()];
        magazine.clear();
        int rounds = behind.allocateBatch(magazine, MagazineLayout.ROUNDS, core);
        reverse(magazine); // rounds are taken from the end, and frames should come in ascending order
        setLoadedRounds(rounds);
        return rounds;
    }

    private static void reverse(PageBatch magazine) {
        int last = magazine.size() - 1;
        for (int i = 0; i < last - i; i++) {
            long low = magazine.get(i);
            magazine.set(i, magazine.get(last - i));
            magazine.set(last - i, low);
        }
    }

    /** Puts a free frame into the loaded magazine. */
    void push(long frame) {
        long rounds = loadedRounds();
        if (rounds == MagazineLayout.ROUNDS) {
            rounds = makeRoom();
        }
        Words.set(roundAddress(loaded(), rounds), frame);
        setLoadedRounds(rounds + 1);
    }

    private long makeRoom() {
        if (previousRounds() < MagazineLayout.ROUNDS) {
            swap();
            return loadedRounds();
        }
        long empty = depot.exchangeFull(previous());
        if (empty == MagazineDepot.NONE) {
            empty = previous();
            giveBack(empty, MagazineLayout.ROUNDS);
        }
        setPrevious(loaded(), MagazineLayout.ROUNDS);
        setLoaded(empty, 0);
        return 0;
    }

    /** Gives both magazines' frames to the allocator behind. */
    void drain() {
        giveBack(loaded(), loadedRounds());
        setLoadedRounds(0);
        giveBack(previous(), previousRounds());
        setPrevious(previous(), 0);
    }

    private void giveBack(long magazine, long rounds) {
        magazines[(int) magazine].setSize((int) rounds);
        behind.freeBatch(magazines[(int) magazine], core);
    }

    private void swap() {
        long loaded = loaded();
        long rounds = loadedRounds();
        setLoaded(previous(), previousRounds());
        setPrevious(loaded, rounds);
    }

    long loaded() {
        return Words.get(address + MagazineLayout.CORE_LOADED_OFFSET);
    }

    long loadedRounds() {
        return Words.getOpaque(address + MagazineLayout.CORE_LOADED_ROUNDS_OFFSET); // pairs with setLoadedRounds
    }

    long previous() {
        return Words.get(address + MagazineLayout.CORE_PREVIOUS_OFFSET);
    }

    long previousRounds() {
        return Words.getOpaque(address + MagazineLayout.CORE_PREVIOUS_ROUNDS_OFFSET); // pairs with setPrevious
    }

    private void setLoaded(long magazine, long rounds) {
        Words.set(address + MagazineLayout.CORE_LOADED_OFFSET, magazine);
        setLoadedRounds(rounds);
    }

    private void setLoadedRounds(long rounds) {
        Words.setOpaque(address + MagazineLayout.CORE_LOADED_ROUNDS_OFFSET, rounds); // pairs with loadedRounds
    }

    private void setPrevious(long magazine, long rounds) {
        Words.set(address + MagazineLayout.CORE_PREVIOUS_OFFSET, magazine);
        Words.setOpaque(address + MagazineLayout.CORE_PREVIOUS_ROUNDS_OFFSET, rounds); // pairs with previousRounds
    }

    private long roundAddress(long magazine, long round) {
        return roundsAddress + magazine * MagazineLayout.MAGAZINE_STRIDE + (round << 3);
    }
}
