package io.ballonet.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.memory.PageBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Two threads pin and unpin while a third reclaims, frees and allocates the same frames: a pinned frame is never freed (I5),
 * and no pin is lost or left over. Ends after {@code -Dballonet.stress.pins} pins of each and as many reclaims.
 */
class PinStressTest {
    private static final long PINS = Long.getLong("ballonet.stress.pins", 40_000);
    private static final long SEED = Long.getLong("ballonet.stress.seed", System.nanoTime());
    private static final int FRAMES = 8;
    private static final int OWNER = 1;
    private static final int PINNERS = 2;

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicLong rounds = new AtomicLong();

    @Test
    void pinnedFrameIsNeverFreedAndEveryPinIsGivenBack() throws InterruptedException {
        String where = "seed=" + SEED;
        SplittableRandom random = new SplittableRandom(SEED);
        try (MachineMemory memory = MachineMemory.metadataOnly(FRAMES, 1, FrameAllocators.BITMAP);
                PageBatch batch = new PageBatch(FRAMES)) {
            for (int i = 0; i < FRAMES; i++) {
                assertTrue(memory.allocate(OWNER, 0) >= 0);
            }
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < PINNERS; i++) {
                SplittableRandom pages = random.split();
                threads.add(new Thread(guarded(() -> pin(memory, pages))));
            }
            SplittableRandom victims = random.split();
            threads.add(new Thread(guarded(() -> reclaim(memory, batch, victims))));
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertNull(failure.get(), () -> where + ", failure=" + failure.get());
            for (long mpn = 0; mpn < FRAMES; mpn++) {
                long word = memory.table().stateAcquire(mpn);
                assertEquals(0, FrameState.pins(word), where + ", mpn=" + mpn);
                assertEquals(FrameState.OWNED, FrameState.state(word), where + ", mpn=" + mpn);
            }
            memory.validate();
            assertEquals(0, memory.freeFrames(), where);
        }
    }

    /** A round that succeeded counts; each thread needs so many, and goes on until all have them. */
    private Runnable guarded(Round round) {
        return () -> {
            try {
                long done = 0;
                while (rounds.get() < PINNERS + 1 && failure.get() == null) {
                    if (round.run() && ++done == PINS) {
                        rounds.incrementAndGet();
                    }
                }
            } catch (RuntimeException | AssertionError e) {
                failure.compareAndSet(null, e);
            }
        };
    }

    private interface Round {
        boolean run();
    }

    private static boolean pin(MachineMemory memory, SplittableRandom random) {
        long mpn = random.nextInt(FRAMES);
        FrameTable table = memory.table();
        if (!table.pin(mpn, OWNER)) {
            return false;
        }
        int generation = FrameState.generation(table.stateAcquire(mpn));
        for (int look = 0; look < 4; look++) {
            long word = table.stateAcquire(mpn);
            assertEquals(FrameState.OWNED, FrameState.state(word), () -> "I5: " + FrameState.toString(word));
            assertEquals(generation, FrameState.generation(word), () -> "I5: " + FrameState.toString(word));
            Thread.onSpinWait();
        }
        table.unpin(mpn);
        return true;
    }

    private static boolean reclaim(MachineMemory memory, PageBatch batch, SplittableRandom random) {
        batch.clear();
        for (long mpn = 0; mpn < FRAMES; mpn++) {
            if (random.nextBoolean() && memory.table().beginReclaim(mpn, OWNER)) {
                if (random.nextInt(4) == 0) {
                    memory.table().cancelReclaim(mpn);
                } else {
                    batch.add(mpn);
                }
            }
        }
        memory.free(batch, OWNER, 0);
        for (int i = 0; i < batch.size(); i++) {
            assertTrue(memory.allocate(OWNER, 0) >= 0);
        }
        return !batch.isEmpty();
    }
}
