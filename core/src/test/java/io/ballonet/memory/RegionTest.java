package io.ballonet.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.unit.PageSize;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {
    @Test
    void regionIsRoundedUpAlignedAndZero() {
        try (Region region = Region.map(1)) {
            assertEquals(PageSize.BYTES, region.lengthBytes());
            assertEquals(0, region.address() % PageSize.HUGE_BYTES);
            assertEquals(0, Words.get(region.address()));
        }
    }

    @Test
    void regionBeyondTwoGibibytesIsAddressableToItsLastWord() {
        long length = (5L << 30) + PageSize.BYTES;
        try (Region region = Region.map(length)) {
            long last = region.address() + length - Long.BYTES;
            Words.set(region.address(), 1);
            Words.set(last, 2);
            assertEquals(1, Words.get(region.address()));
            assertEquals(2, Words.get(last));
            region.discard(length - PageSize.BYTES, PageSize.BYTES);
            assertEquals(0, Words.get(last));
            assertEquals(1, Words.get(region.address()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void lengthOutOfRangeIsRefused(long length) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> Region.map(length));
        assertTrue(String.valueOf(thrown.getMessage()).contains("lengthBytes=" + length), thrown.getMessage());
    }

    @Test
    void refusalOfTheOperatingSystemNamesCallLengthAndErrno() {
        OffHeapException thrown = assertThrows(OffHeapException.class, () -> Region.map(1L << 60));
        String message = String.valueOf(thrown.getMessage());
        assertTrue(message.startsWith("mmap failed: "), message);
        assertTrue(message.contains("lengthBytes=") && message.contains("errno=12 ("), message);
    }

    @Test
    void rangesOutsideOrOffThePagesAreRefused() {
        try (Region region = Region.map(4 * PageSize.BYTES)) {
            long page = PageSize.BYTES;
            long[][] bad = {
                {1, page}, {0, page + 8}, {-page, page}, {0, -page}, {page, 4 * page}, {5 * page, 0}, {0, 1L << 62}
            };
            for (long[] range : bad) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> region.discard(range[0], range[1]),
                        () -> Arrays.toString(range));
                assertThrows(IllegalArgumentException.class, () -> region.populate(range[0], range[1]));
            }
            region.populate(0, 4 * page);
            region.discard(4 * page, 0);
        }
    }

    @Test
    void closingTwiceUnmapsOnce() {
        Region region = Region.map(PageSize.BYTES);
        region.close();
        region.close();
    }

    @Test
    void systemSaysHowMuchMemoryIsLeft() {
        assertTrue(SystemMemory.availableBytes() > 0);
    }

    @Test
    void wordsAreReadAndChangedInEveryMode() {
        try (Region region = Region.map(64)) {
            long a = region.address();
            Words.setRelease(a, 5);
            assertEquals(5, Words.getAcquire(a));
            assertFalse(Words.compareAndSet(a, 4, 9));
            assertTrue(Words.compareAndSet(a, 5, 6));
            assertEquals(6, Words.compareAndExchange(a, 0, 1));
            assertEquals(6, Words.getAndAdd(a, 2));
            assertEquals(8, Words.getAndBitwiseOr(a, 1));
            assertEquals(9, Words.getAndBitwiseAnd(a, ~8L));
            assertEquals(1, Words.getAndSet(a, -1));
            Words.setVolatile(a + 8, 3);
            Words.setOpaque(a + 16, 4);
            assertEquals(7, Words.getVolatile(a + 8) + Words.getOpaque(a + 16));
            Words.setInt(a + 8, 0x01020304);
            assertEquals(0x01020304, Words.getInt(a + 8));
            Words.setByte(a + 8, (byte) -1);
            assertEquals(-1, Words.getByte(a + 8));
            Words.copy(a, a + 8, 16);
            assertEquals(-1, Words.get(a + 8));
            Words.zero(a, 16);
            assertEquals(0, Words.get(a) | Words.get(a + 8));
        }
    }

    @Test
    void batchSortsAnyOrderInPlace() {
        for (long seed = 1; seed <= 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] numbers = random.longs(random.nextInt(200), -50, 50).toArray();
            try (PageBatch batch = new PageBatch(200)) {
                for (long number : numbers) {
                    batch.add(number);
                }
                batch.sort();
                long[] sorted = new long[batch.size()];
                for (int i = 0; i < sorted.length; i++) {
                    sorted[i] = batch.get(i);
                }
                Arrays.sort(numbers);
                assertArrayEquals(numbers, sorted, "seed=" + seed);
            }
        }
    }

    @Test
    void batchRefusesWhatDoesNotFit() {
        assertThrows(IllegalArgumentException.class, () -> new PageBatch(0));
        try (PageBatch batch = new PageBatch(2)) {
            assertThrows(IndexOutOfBoundsException.class, () -> batch.get(0));
            batch.add(7);
            assertThrows(IndexOutOfBoundsException.class, () -> batch.set(1, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> batch.get(-1));
            batch.add(8);
            assertTrue(batch.isFull());
            IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> batch.add(9));
            assertTrue(String.valueOf(thrown.getMessage()).contains("capacity=2"), thrown.getMessage());
            assertThrows(IllegalArgumentException.class, () -> batch.setSize(3));
            assertThrows(IllegalArgumentException.class, () -> batch.setSize(-1));
            batch.setSize(1);
            assertEquals(1, batch.remaining());
            assertEquals(7, batch.get(0));
        }
    }
}
