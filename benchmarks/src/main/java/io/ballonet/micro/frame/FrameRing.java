package io.ballonet.micro.frame;

import io.ballonet.frame.FrameTable;
import io.ballonet.frame.MachineMemory;
import io.ballonet.frame.ZeroingSettings;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;
import org.agrona.concurrent.Agent;

/**
 * An owner that holds a number of frames and renews them in turn: allocates a batch, and frees the batch that it has held
 * longest. The number held decides whether a frame is still in the cache when it is freed.
 *
 * <p><b>Threads:</b> one; the memory's zeroing agent may run on another.
 */
final class FrameRing implements AutoCloseable {
    /** Frames of one batch. */
    static final int BATCH = 64;

    private static final int OWNER = 1;
    private static final int CORES = 2;
    private static final int LINE_BYTES = 64;

    private final MachineMemory memory;
    private final int held;
    private final PageBatch ring;
    private final PageBatch batch = new PageBatch(BATCH);
    private int oldest;

    /**
     * A ring whose frames have all been written to.
     *
     * @param held frames held between two renewals, a multiple of {@link #BATCH}
     * @param spare free frames while all are held, at least {@link #BATCH}
     * @param settings null for frames without bytes
     */
    FrameRing(int held, int spare, ZeroingSettings settings) {
        this(held, MachineMemory.withBytes(held + spare, CORES, FrameAllocators.REGISTRY.named("tree"), settings));
        for (int i = 0; i < ring.size(); i++) {
            write(ring.get(i));
        }
    }

    private FrameRing(int held, MachineMemory memory) {
        this.memory = memory;
        this.held = held;
        this.ring = new PageBatch(Math.max(held, 1));
        for (int i = 0; i < held; i++) {
            ring.add(memory.allocate(OWNER, 0));
        }
    }

    /** The same without bytes: what the books alone cost. */
    static FrameRing metadataOnly(int held, int spare) {
        return new FrameRing(
                held, MachineMemory.metadataOnly(held + spare, CORES, FrameAllocators.REGISTRY.named("tree")));
    }

    MachineMemory memory() {
        return memory;
    }

    /** Allocates a batch, writes to every line of it if {@code isWritten}, and frees the oldest batch. */
    long renew(boolean isWritten) {
        batch.clear();
        for (int i = 0; i < BATCH; i++) {
            long mpn = memory.allocate(OWNER, 0);
            batch.add(mpn);
            if (isWritten) {
                write(mpn);
            }
        }
        swapWithOldest();
        return freeBatch();
    }

    private void swapWithOldest() {
        if (held == 0) {
            return;
        }
        for (int i = 0; i < BATCH; i++) {
            long mpn = ring.get(oldest + i);
            ring.set(oldest + i, batch.get(i));
            batch.set(i, mpn);
        }
        oldest = oldest + BATCH == held ? 0 : oldest + BATCH;
    }

    private long freeBatch() {
        FrameTable table = memory.table();
        for (int i = 0; i < BATCH; i++) {
            if (!table.beginReclaim(batch.get(i), OWNER)) {
                throw new IllegalStateException("frame is not to be reclaimed: mpn=" + batch.get(i));
            }
        }
        return memory.free(batch, OWNER, 0);
    }

    /** Allocates a batch and leaves it with the caller's next {@link #freeLast}. */
    long allocateOnly() {
        batch.clear();
        for (int i = 0; i < BATCH; i++) {
            batch.add(memory.allocate(OWNER, 0));
        }
        return batch.get(BATCH - 1);
    }

    /** Writes to what {@link #allocateOnly} gave, and frees it. */
    void freeLast() {
        for (int i = 0; i < BATCH; i++) {
            write(batch.get(i));
        }
        freeBatch();
    }

    private void write(long mpn) {
        long first = memory.baseAddress() + PageSize.bytesOf(mpn);
        for (long at = first; at < first + PageSize.BYTES; at += LINE_BYTES) {
            Words.set(at, -1);
        }
    }

    /** One step of the memory's zeroing agent. */
    static int zeroInBackground(Agent agent) {
        try {
            return agent.doWork();
        } catch (Exception e) {
            throw new IllegalStateException("the zeroing agent failed", e);
        }
    }

    @Override
    public void close() {
        try {
            memory.validate();
        } finally {
            memory.close();
            ring.close();
            batch.close();
        }
    }
}
