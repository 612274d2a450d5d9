package io.ballonet.trace.policy;

import static io.ballonet.trace.policy.FrameIndex.NOT_RESIDENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ballonet.trace.PageAccess;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameIndexTest {
    @Test
    void findsWhatWasLoadedUntilItIsRemoved() {
        FrameIndex index = new FrameIndex(2);
        assertEquals(NOT_RESIDENT, index.find(7));
        index.load(PageAccess.of(7, false), 1);
        index.load(PageAccess.of(0, true), 0);
        assertEquals(1, index.find(7));
        assertEquals(0, index.find(0));
        index.remove(1);
        assertEquals(NOT_RESIDENT, index.find(7));
        assertEquals(0, index.find(0));
    }

    @Test
    void keepsTheDirtyBitOfLoadAndOfWrites() {
        FrameIndex index = new FrameIndex(2);
        index.load(PageAccess.of(7, false), 0);
        index.load(PageAccess.of(8, true), 1);
        assertEquals(0, index.dirtyBit(0));
        assertEquals(1, index.dirtyBit(1));
        index.touch(0, 0);
        assertEquals(0, index.dirtyBit(0));
        index.touch(0, 1);
        index.touch(0, 0);
        assertEquals(1, index.dirtyBit(0));
        assertEquals(0, index.find(7));
    }

    @ParameterizedTest
    @CsvSource({
        "1, spread, 1",
        "2, spread, 2",
        "3, dense, 3",
        "8, dense, 4",
        "64, stride, 5",
        "100, spread, 6",
        "1000, crowded, 7",
        "37, crowded, 8",
        "4096, stride, 9",
        "65, high, 10"
    })
    void equalsAMapUnderRandomReplacement(int frames, String pages, long seed) {
        Random random = new Random(seed);
        LongUnaryOperator pageOf = pages(pages);
        FrameIndex index = new FrameIndex(frames);
        Map<Long, Integer> frameOf = new HashMap<>();
        long[] pageIn = new long[frames];
        for (int step = 0; step < 60_000; step++) {
            String where = "frames=" + frames + ", seed=" + seed + ", step=" + step;
            long page = pageOf.applyAsLong(random.nextInt(3 * frames));
            assertEquals(frameOf.getOrDefault(page, NOT_RESIDENT), index.find(page), where);
            if (!frameOf.containsKey(page)) {
                int frame = frameOf.size();
                if (frame == frames) {
                    frame = random.nextInt(frames);
                    frameOf.remove(pageIn[frame]);
                    index.remove(frame);
                    assertEquals(NOT_RESIDENT, index.find(pageIn[frame]), where);
                }
                frameOf.put(page, frame);
                pageIn[frame] = page;
                index.load(PageAccess.of(page, false), frame);
            }
        }
        frameOf.forEach((page, frame) -> assertEquals(frame, index.find(page)));
    }

    /** Page numbers that spread well, badly, or all hash near one another. */
    private static LongUnaryOperator pages(String kind) {
        // The inverse of the golden ratio modulo 2^64: consecutive multiples of it have consecutive hashes.
        long inverse = 0xF1DE83E19937733DL;
        return switch (kind) {
            case "dense" -> i -> i;
            case "stride" -> i -> i << 20;
            case "high" -> i -> PageAccess.MAX_PAGE - i;
            case "crowded" -> i -> (i * inverse) & PageAccess.MAX_PAGE;
            default -> i -> (i * 0x5851F42D4C957F2DL) >>> 2;
        };
    }
}
