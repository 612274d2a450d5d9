package io.ballonet.balloon.driver;

import io.ballonet.memory.PageBatch;
import io.ballonet.scan.AccessView;

/**
 * What the balloon driver asks of its guest's kernel.
 *
 * <p>A page that the driver takes goes through: candidate, pinned (out of every process's reach, its frame untouched), and,
 * after the grace period, settled (its content safe in guest swap or known to be zeros, nobody's).
 *
 * <p><b>Threads:</b> the driver's, beside the guest's virtual CPUs.
 */
public interface GuestMemory {
    /** Pages the guest believes it has. */
    long pages();

    /** Pages that nobody in the guest uses. */
    long freePages();

    /** Access bits of the guest's pages, by PPN. */
    AccessView view();

    /** Appends up to {@code count} free pages to {@code pages} and takes them off the free list; returns how many. */
    int takeFree(PageBatch pages, int count);

    /**
     * Pins the candidates of {@code pages} and drops the others from the batch; returns how many are pinned. They stay out of
     * reach from here on (I4), once the grace period of the next {@link #beginGrace} is over.
     */
    int pin(PageBatch pages);

    /** Undoes {@link #pin} for the pages that are still pinned: each is again what it was. */
    void unpin(PageBatch pages);

    /** Appends up to {@code count} pages that guest replacement would evict next, active ones too; returns how many. */
    int chooseVictims(PageBatch pages, int count);

    /** Begins a grace period for what was pinned or cleared before. */
    long beginGrace();

    /** True if no virtual CPU can reach what was pinned before. */
    boolean isGraceComplete(long generation);

    /**
     * Makes the content of pinned pages safe and unmaps them: written to guest swap where dirty, forgotten where zeros. Pages
     * that a process touched in the meantime, or whose content found no room, are back in use and leave the batch; returns how
     * many remain.
     *
     * @throws RuntimeException if no page could be made safe; all are back in use then and the batch is empty
     */
    int settle(PageBatch pinned);

    /**
     * Gives settled pages back to the guest's free list.
     *
     * @param fresh true if the page will read zeros: it was in the balloon
     */
    void release(PageBatch pages, boolean fresh);

    /** Tells the guest that a page which the driver thought given away is in use by somebody (popped). */
    void adopt(long ppn);

    /** Faults since boot that read from guest swap. */
    long majorFaults();

    /** Faults since boot that did not. */
    long minorFaults();

    /** Pages written to guest swap since boot. */
    long swappedOut();
}
