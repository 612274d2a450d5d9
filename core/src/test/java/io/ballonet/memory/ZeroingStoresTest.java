package io.ballonet.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.unit.PageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way to zero a range leaves zeros in it and nothing else changed. */
class ZeroingStoresTest {
    /** The three ways. */
    enum Way {
        CACHED {
            @Override
            void zero(long address, long lengthBytes) {
                Words.zero(address, lengthBytes);
            }
        },
        UNCACHED {
            @Override
            void zero(long address, long lengthBytes) {
                Words.zeroUncached(address, lengthBytes);
            }
        },
        STREAMING {
            @Override
            void zero(long address, long lengthBytes) {
                Words.zeroStreaming(address, lengthBytes);
            }
        };

        abstract void zero(long address, long lengthBytes);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void exactlyTheRangeReadsZeros(Way way) {
        try (Region region = Region.map(4 * PageSize.BYTES)) {
            for (long offset : new long[] {0, 64, PageSize.BYTES, PageSize.BYTES + 192}) {
                for (long length : new long[] {64, 128, 1024, PageSize.BYTES, 2 * PageSize.BYTES}) {
                    fill(region);
                    way.zero(region.address() + offset, length);
                    for (long at = 0; at < region.lengthBytes(); at++) {
                        int expected = at >= offset && at < offset + length ? 0 : -1;
                        assertEquals(
                                expected,
                                Words.getByte(region.address() + at),
                                "offset=" + offset + ", length=" + length + ", at=" + at);
                    }
                }
            }
        }
    }

    private static void fill(Region region) {
        for (long at = 0; at < region.lengthBytes(); at += Long.BYTES) {
            Words.set(region.address() + at, -1);
        }
    }

    @Test
    void streamingStoresAreThereOnX86() {
        assertEquals(System.getProperty("os.arch").equals("amd64"), Words.hasStreamingStores());
    }

    @ParameterizedTest
    @CsvSource({"8, 64", "0, 0", "0, -64", "0, 100"})
    void streamingRefusesWhatIsNotWholeLines(long offset, long length) {
        try (Region region = Region.map(PageSize.BYTES)) {
            IllegalArgumentException thrown = assertThrows(
                    IllegalArgumentException.class, () -> Words.zeroStreaming(region.address() + offset, length));
            assertTrue(String.valueOf(thrown.getMessage()).contains("lengthBytes=" + length), thrown.getMessage());
        }
    }
}
