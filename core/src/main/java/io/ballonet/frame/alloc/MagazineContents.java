package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What lies in all magazines of all cores and of the depot: for the questions that need to know of every frame.
 *
 * <p><b>Concurrency:</b> takes every core's lock in ascending order, then the depot's, so that no frame moves meanwhile between
 * magazines or to and from the allocator behind. <b>Progress:</b> blocking, and allocates: none of this is a hot path.
 */
final class MagazineContents {
    private final MagazineCore[] cores;
    private final MagazineDepot depot;
    private final PageBatch[] magazines;

    MagazineContents(MagazineCore[] cores, MagazineDepot depot, PageBatch[] magazines) {
        this.cores = cores;
        this.depot = depot;
        this.magazines = magazines;
    }

    /** Frames in magazines; exact when no call is in flight. Takes no lock. */
    long countOpaque() {
        long rounds = depot.fullsOpaque() * MagazineLayout.ROUNDS;
        for (MagazineCore core : cores) {
            rounds += core.roundsOpaque();
        }
        return rounds;
    }

    void lock() {
        for (MagazineCore core : cores) {
            core.lock();
        }
        depot.lock();
    }

    void unlock() {
        depot.unlock();
        for (MagazineCore core : cores) {
            core.unlock();
        }
    }

    /** The frames in magazines, ascending. Under the lock. */
    long[] frames() {
        long[] frames = new long[(int) countOpaque()];
        int count = 0;
        for (MagazineCore core : cores) {
            count = append(frames, count, core.loaded(), core.loadedRounds());
            count = append(frames, count, core.previous(), core.previousRounds());
        }
        for (long full = depot.firstFull(); full != MagazineDepot.NONE; full = depot.below(full)) {
            count = append(frames, count, full, MagazineLayout.ROUNDS);
        }
        Arrays.sort(frames);
        return frames;
    }

    private int append(long[] frames, int count, long magazine, long rounds) {
        PageBatch batch = magazines[(int) magazine];
        batch.setSize((int) rounds);
        for (int round = 0; round < rounds; round++) {
            frames[count + round] = batch.get(round);
        }
        return count + (int) rounds;
    }

    /** Checks that each magazine is in one place, and that the depot's counter is right. Under the lock. */
    void validate() {
        BitSet seen = new BitSet();
        for (MagazineCore core : cores) {
            note(seen, core.loaded());
            note(seen, core.previous());
        }
        long fulls = 0;
        for (long full = depot.firstFull(); full != MagazineDepot.NONE; full = depot.below(full)) {
            note(seen, full);
            fulls++;
        }
        for (long empty = depot.firstEmpty(); empty != MagazineDepot.NONE; empty = depot.below(empty)) {
            note(seen, empty);
        }
        if (seen.cardinality() != magazines.length || fulls != depot.fullsOpaque()) {
            throw new IllegalStateException("magazines are lost: found=" + seen.cardinality() + ", made="
                    + magazines.length + ", fullFound=" + fulls + ", fullCounted=" + depot.fullsOpaque());
        }
    }

    private static void note(BitSet seen, long magazine) {
        if (seen.get((int) magazine)) {
            throw new IllegalStateException("magazine is in two places: magazine=" + magazine);
        }
        seen.set((int) magazine);
    }
}
