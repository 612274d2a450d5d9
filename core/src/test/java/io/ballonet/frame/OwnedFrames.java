package io.ballonet.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;
import java.util.SplittableRandom;

/**
 * What one owner does with frames, at random: takes some and looks whether they read zeros, writes to them, frees some, gives
 * back some that it never wrote to. Counts its frees, which bound what may be zeroed.
 */
final class OwnedFrames implements AutoCloseable {
    private static final int MAX_BATCH = 16;

    private final MachineMemory memory;
    private final int owner;
    private final int core;
    private final int most;
    private final SplittableRandom random;
    private final PageBatch held;
    private final PageBatch batch = new PageBatch(MAX_BATCH);
    private long freed;
    private long refused;

    OwnedFrames(MachineMemory memory, int owner, int core, int most, SplittableRandom random) {
        this.memory = memory;
        this.owner = owner;
        this.core = core;
        this.most = most;
        this.random = random;
        this.held = new PageBatch(most);
    }

    /** One step; {@code where} goes into every failure. */
    void step(String where) {
        if (held.size() < most && random.nextInt(5) < 3) {
            take(where);
        } else if (!held.isEmpty()) {
            free(Math.min(held.size(), 1 + random.nextInt(MAX_BATCH)));
        }
    }

    private void take(String where) {
        long mpn = memory.allocate(owner, core);
        if (mpn == FrameAllocator.NO_FRAME) {
            refused++;
            return;
        }
        assertZeros(mpn, where);
        if (random.nextInt(8) == 0) {
            memory.giveBack(mpn, owner, core);
        } else {
            fill(mpn);
            held.add(mpn);
        }
    }

    /** Takes as many as it may hold, or until one is refused. */
    void takeAll(String where) {
        long refusedBefore = refused;
        while (held.size() < most && refused == refusedBefore) {
            take(where);
        }
    }

    /** Frees so many of the held frames, at random. */
    void free(int frames) {
        batch.clear();
        for (int i = 0; i < frames; i++) {
            int last = held.size() - 1;
            int chosen = random.nextInt(last + 1);
            long mpn = held.get(chosen);
            held.set(chosen, held.get(last));
            held.setSize(last);
            assertTrue(memory.table().beginReclaim(mpn, owner));
            batch.add(mpn);
        }
        memory.free(batch, owner, core);
        freed += frames;
    }

    void freeAll() {
        while (!held.isEmpty()) {
            free(Math.min(held.size(), MAX_BATCH));
        }
    }

    private void fill(long mpn) {
        for (long at = address(mpn); at < address(mpn) + PageSize.BYTES; at += Long.BYTES) {
            Words.set(at, (long) owner << 48 | mpn + 1);
        }
    }

    private void assertZeros(long mpn, String where) {
        for (long at = address(mpn); at < address(mpn) + PageSize.BYTES; at += Long.BYTES) {
            if (Words.get(at) != 0) {
                assertEquals(0, Words.get(at), "I3: " + where + ", owner=" + owner + ", mpn=" + mpn);
            }
        }
    }

    private long address(long mpn) {
        return memory.baseAddress() + PageSize.bytesOf(mpn);
    }

    int held() {
        return held.size();
    }

    /** Frames freed after they were written to. */
    long freed() {
        return freed;
    }

    /** Allocations that found no frame. */
    long refused() {
        return refused;
    }

    @Override
    public void close() {
        held.close();
        batch.close();
    }
}
