package io.ballonet.balloon.backend;

import io.ballonet.channel.BalloonChannel;
import io.ballonet.channel.PageEntry;
import io.ballonet.frame.FrameTable;
import io.ballonet.frame.MachineMemory;
import io.ballonet.memory.PageBatch;
import io.ballonet.paging.NestedEntry;
import io.ballonet.paging.NestedTable;
import io.ballonet.paging.Shootdown;
import io.ballonet.telemetry.ReclaimBatchEvent;

/**
 * One inflate message on its way: revoked under a generation, then freed, then answered.
 *
 * <p>Two passes over the batch: the first reads entries and frame words, so that their cache misses overlap; the second
 * changes them, each with a locked instruction that would otherwise wait for its own miss.
 *
 * <p><b>Threads:</b> the backend's.
 */
final class ReclaimBatch implements AutoCloseable {
    private final int owner;
    private final NestedTable nested;
    private final MachineMemory memory;
    private final PageBatch entries = new PageBatch(BalloonChannel.MAX_BATCH);
    private final PageBatch frames = new PageBatch(BalloonChannel.MAX_BATCH);
    private int session;
    private long generation;
    private long startNs;
    private int unbacked;
    private int refused;
    private long checksum;

    ReclaimBatch(int owner, NestedTable nested, MachineMemory memory) {
        this.owner = owner;
        this.nested = nested;
        this.memory = memory;
    }

    /** Validates and revokes every page of a message, and begins its grace period. */
    void revoke(PageBatch message, int messageSession, Shootdown shootdown) {
        startNs = ReclaimBatchEvent.start();
        session = messageSession;
        entries.copyOf(message);
        frames.clear();
        unbacked = 0;
        refused = 0;
        touch();
        for (int i = 0; i < entries.size(); i++) {
            long ppn = PageEntry.page(entries.get(i));
            int status = revoke(ppn);
            if (status == PageEntry.OK_UNBACKED) {
                unbacked++;
            } else if (status != PageEntry.OK) {
                refused++;
            }
            entries.set(i, PageEntry.of(ppn, status));
        }
        generation = shootdown.begin();
    }

    private void touch() {
        FrameTable table = memory.table();
        long sum = 0;
        for (int i = 0; i < entries.size(); i++) {
            long ppn = PageEntry.page(entries.get(i));
            if (nested.contains(ppn)) {
                long entry = nested.entryAcquire(ppn);
                if (NestedEntry.state(entry) == NestedEntry.BACKED) {
                    sum += table.stateAcquire(NestedEntry.mpn(entry));
                }
            }
        }
        checksum = sum; // keeps the loads
    }

    private int revoke(long ppn) {
        if (!nested.contains(ppn)) {
            return PageEntry.REFUSED_RANGE;
        }
        for (; ; ) {
            long entry = nested.entryAcquire(ppn);
            switch (NestedEntry.state(entry)) {
                case NestedEntry.BALLOONED -> {
                    return PageEntry.REFUSED_BALLOONED;
                }
                case NestedEntry.IN_TRANSIT -> {
                    return PageEntry.REFUSED_BUSY;
                }
                case NestedEntry.UNBACKED -> {
                    if (nested.cas(ppn, entry, NestedEntry.balloon(entry))) {
                        return PageEntry.OK_UNBACKED;
                    }
                }
                default -> {
                    return revokeBacked(ppn, NestedEntry.mpn(entry));
                }
            }
        }
    }

    /* A backed entry stays backed by the same frame until this thread changes it: nobody else revokes. */
    private int revokeBacked(long ppn, long mpn) {
        if (!memory.table().beginReclaim(mpn, owner)) {
            return PageEntry.REFUSED_PINNED;
        }
        nested.revoke(ppn);
        frames.add(mpn);
        return PageEntry.OK;
    }

    /** True if no virtual CPU can reach the revoked frames any more. */
    boolean isGraceOver(Shootdown shootdown) {
        return shootdown.isComplete(generation);
    }

    /** Frees the frames (I2: only now) and marks the pages ballooned; returns how many pages the balloon grew by. */
    int complete(int core) {
        long bytesZeroed = memory.free(frames, owner, core);
        for (int i = 0; i < entries.size(); i++) {
            if (PageEntry.status(entries.get(i)) == PageEntry.OK) {
                nested.ballooned(PageEntry.page(entries.get(i)));
            }
        }
        ReclaimBatchEvent.emit(startNs, owner, entries.size(), frames.size(), unbacked, refused, bytesZeroed);
        return frames.size() + unbacked;
    }

    PageBatch answer() {
        return entries;
    }

    int session() {
        return session;
    }

    long generation() {
        return generation;
    }

    int framesFreed() {
        return frames.size();
    }

    int unbacked() {
        return unbacked;
    }

    int refused() {
        return refused;
    }

    /** What {@link #touch} read: kept so that the reads are. */
    long checksum() {
        return checksum;
    }

    @Override
    public void close() {
        entries.close();
        frames.close();
    }
}
