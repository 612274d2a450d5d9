package io.ballonet.micro.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs each limit once, small, and holds that what it times is what it says. */
final class LimitsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 8, 33})
    void bothReadKernelsReadEveryWordOnce(long granules) {
        long bytes = granules * 2 * ReadKernel.GRANULE;
        try (Region region = Region.map(bytes)) {
            long words = bytes / Long.BYTES;
            for (long i = 0; i < words; i++) {
                Words.set(region.address() + i * Long.BYTES, i * i);
            }
            long sum = (words - 1) * words * (2 * words - 1) / 6;
            assertEquals(sum, ReadKernel.sumOneStream(region.address(), bytes));
            assertEquals(sum, ReadKernel.sumTwoStreams(region.address(), bytes));
        }
    }

    @Test
    void readLimitsReadAsManyBytesAsTheirParameterSays() {
        ReadLimit limit = new ReadLimit();
        ReadLimit.FirstLevelCache first = new ReadLimit.FirstLevelCache();
        first.bytes = 4096;
        first.setUp();
        assertEquals(16 * sumOfWords(4096), limit.read32k(first));
        first.tearDown();
        ReadLimit.LastLevelCache last = new ReadLimit.LastLevelCache();
        last.bytes = 8192;
        last.setUp();
        assertEquals(sumOfWords(8192), limit.read8m(last));
        assertEquals(sumOfWords(8192), limit.readWordByWord(last));
        last.tearDown();
        ReadLimit.MainMemory main = new ReadLimit.MainMemory();
        main.bytes = 16384;
        main.setUp();
        assertEquals(sumOfWords(16384), limit.read1g(main));
        main.tearDown();
    }

    @Test
    void readLimitRejectsBytesThatTheKernelWouldNotReadWhole() {
        ReadLimit.FirstLevelCache memory = new ReadLimit.FirstLevelCache();
        memory.bytes = ReadKernel.GRANULE + 8;
        assertThrows(IllegalArgumentException.class, memory::setUp);
        memory.tearDown();
    }

    @Test
    void hotZeroesOnePageAndStreamGoesOnToTheNext() {
        ZeroPageLimit hot = zeroing("hot");
        hot.zero();
        assertEquals(0, hot.nextOffset());
        hot.validate();
        ZeroPageLimit stream = zeroing("stream");
        stream.zero();
        assertEquals(PageSize.HUGE_BYTES, stream.nextOffset());
        stream.fill();
        assertEquals(0, stream.nextOffset(), "around");
        stream.validate();
    }

    @Test
    void zeroPageValidationSeesAPageThatWasNotZeroed() {
        assertThrows(IllegalStateException.class, zeroing("hot")::validate);
    }

    @Test
    void zeroPageRejectsAnUnknownPlace() {
        assertThrows(IllegalArgumentException.class, () -> zeroing("warm"));
    }

    @Test
    void everyCompareAndSetChangesTheWord() {
        CompareAndSetLimit limit = new CompareAndSetLimit();
        assertEquals(64, limit.compareAndSet());
        assertEquals(128, limit.loadAndStore());
        limit.validate();
    }

    @Test
    void discardTakesEveryTouchedPageBack() {
        DiscardLimit limit = new DiscardLimit();
        limit.touch();
        assertThrows(IllegalStateException.class, limit::validate, "touched and not discarded");
        assertEquals(1, limit.discard());
        limit.validate();
        limit.touch();
        assertEquals(2, limit.discardInOneCall());
        limit.validate();
        limit.unmap();
    }

    private static ZeroPageLimit zeroing(String where) {
        ZeroPageLimit limit = new ZeroPageLimit();
        limit.where = where;
        limit.setUp(2 * PageSize.HUGE_BYTES);
        return limit;
    }

    private static long sumOfWords(long bytes) {
        long words = bytes / Long.BYTES;
        assertTrue(words > 0);
        return words * (words - 1) / 2;
    }
}
