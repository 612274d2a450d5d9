package io.ballonet.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Copies of whole batches, and zeroing of whole pages. */
final class BatchCopyTest {
    @Test
    void copyHasTheSizeAndEntriesOfItsSourceAndLeavesIt() {
        try (PageBatch source = new PageBatch(4);
                PageBatch copy = new PageBatch(3)) {
            copy.add(9);
            source.add(1);
            source.add(2);
            source.add(3);
            copy.copyOf(source);
            source.set(0, 7);
            assertEquals(3, copy.size());
            assertEquals(1, copy.get(0));
            assertEquals(3, copy.get(2));
            source.add(4);
            assertThrows(IllegalArgumentException.class, () -> copy.copyOf(source));
            assertEquals(3, copy.size());
        }
    }

    @Test
    void zeroingUncachedEndsWhereItIsTold() {
        try (Region region = Region.map(4096)) {
            for (int i = 0; i < 4; i++) {
                Words.set(region.address() + i * 8L, -1);
            }
            Words.zeroUncached(region.address() + 8, 16);
            assertEquals(-1, Words.get(region.address()));
            assertEquals(0, Words.get(region.address() + 8));
            assertEquals(0, Words.get(region.address() + 16));
            assertEquals(-1, Words.get(region.address() + 24));
        }
    }
}
