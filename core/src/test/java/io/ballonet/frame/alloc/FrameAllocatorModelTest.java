package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.memory.PageBatch;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random operations, misuse among them, give the same answers as a {@link BitSet}. */
class FrameAllocatorModelTest {
    private static final int CORES = 3;
    private static final int OPERATIONS = 4000;

    static Stream<Arguments> everyAllocatorAndSeed() {
        return FrameAllocators.REGISTRY.all().stream()
                .flatMap(factory -> Stream.of(1L, 2L, 3L, 4L, 5L, 6L).map(seed -> Arguments.of(factory, seed)));
    }

    @ParameterizedTest
    @MethodSource("everyAllocatorAndSeed")
    void agreesWithABitSet(FrameAllocatorFactory factory, long seed) {
        Random random = new Random(seed);
        int frames = 1 + random.nextInt(6000);
        try (FrameAllocator allocator = factory.create(frames, CORES);
                PageBatch batch = new PageBatch(300)) {
            Model model = new Model(allocator, frames, "seed=" + seed + ", frames=" + frames);
            for (int i = 0; i < OPERATIONS; i++) {
                model.step(random, batch);
            }
            model.compareAll();
        }
    }

    private static final class Model {
        private final FrameAllocator allocator;
        private final int frames;
        private final String run;
        private final BitSet allocated = new BitSet();

        Model(FrameAllocator allocator, int frames, String run) {
            this.allocator = allocator;
            this.frames = frames;
            this.run = run;
        }

        void step(Random random, PageBatch batch) {
            int core = random.nextInt(CORES);
            batch.clear();
            switch (random.nextInt(6)) {
                case 0, 1 -> allocateOne(core);
                case 2 -> freeOne(random.nextInt(frames), core);
                case 3 -> allocateMany(batch, random.nextInt(batch.capacity() + 1), core);
                case 4 -> freeMany(batch, random, core);
                default -> assertEquals(frames - allocated.cardinality(), allocator.freeFrames(), run);
            }
        }

        private void allocateOne(int core) {
            long frame = allocator.allocate(0, core);
            assertEquals(allocated.cardinality() == frames, frame == FrameAllocator.NO_FRAME, run);
            if (frame != FrameAllocator.NO_FRAME) {
                take(frame);
            }
        }

        private void allocateMany(PageBatch batch, int count, int core) {
            int expected = Math.min(count, frames - allocated.cardinality());
            assertEquals(expected, allocator.allocateBatch(batch, count, core), run);
            for (int i = 0; i < batch.size(); i++) {
                take(batch.get(i));
            }
        }

        private void take(long frame) {
            assertTrue(frame >= 0 && frame < frames && !allocated.get((int) frame), () -> run + ", frame=" + frame);
            allocated.set((int) frame);
        }

        private void freeOne(int frame, int core) {
            assertEquals(!allocated.get(frame), allocator.isFree(frame), run);
            if (allocated.get(frame)) {
                allocator.free(frame, 0, core);
                allocated.clear(frame);
            } else {
                assertThrows(IllegalStateException.class, () -> allocator.free(frame, 0, core), run);
            }
        }

        private void freeMany(PageBatch batch, Random random, int core) {
            int from = random.nextInt(frames);
            boolean sorted = random.nextBoolean();
            for (int i = 0; i < 200 && !batch.isFull(); i++) {
                int frame = allocated.nextSetBit(sorted ? from : random.nextInt(frames));
                if (frame < 0) {
                    break;
                }
                from = frame + 1;
                allocated.clear(frame);
                batch.add(frame);
            }
            if (random.nextInt(8) == 0 && !batch.isFull()) {
                batch.add(batch.isEmpty() ? frames : batch.get(random.nextInt(batch.size())));
                assertThrows(RuntimeException.class, () -> allocator.freeBatch(batch, core), run);
            } else {
                allocator.freeBatch(batch, core);
            }
        }

        void compareAll() {
            int huge = 0;
            for (int frame = 0; frame < frames; frame++) {
                assertEquals(!allocated.get(frame), allocator.isFree(frame), run);
                if (frame % 512 == 0 && frame + 512 <= frames) {
                    int next = allocated.nextSetBit(frame);
                    huge += next < 0 || next >= frame + 512 ? 1 : 0;
                }
            }
            assertEquals(huge, allocator.freeHugeFrames(), run);
            assertEquals(frames - allocated.cardinality(), allocator.freeFrames(), run);
            allocator.validate();
        }
    }
}
