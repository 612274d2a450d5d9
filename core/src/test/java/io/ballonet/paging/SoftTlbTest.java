package io.ballonet.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ballonet.unit.PageSize;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftTlbTest {
    private static final int ENTRIES = 4;
    private static final int EPOCHS = 255;
    private static final long FRAME = 0x7000_0000_0000L;

    private final SoftTlb tlb = inside(ENTRIES);

    private static SoftTlb inside(int entries) {
        SoftTlb tlb = new SoftTlb(entries);
        tlb.setInside(true);
        return tlb;
    }

    @AfterEach
    void close() {
        tlb.close();
    }

    private static long va(long vpn, long offset) {
        return PageSize.bytesOf(vpn) + offset;
    }

    private static long frame(long vpn) {
        return FRAME + PageSize.bytesOf(vpn * 3);
    }

    @Test
    void emptyTlbMissesEverywhere() {
        assertEquals(0, tlb.lookupRead(0));
        assertEquals(0, tlb.lookupWrite(0));
        assertEquals(0, tlb.lookupRead(va(ENTRIES, 8)));
    }

    @Test
    void filledPageHitsAtEveryAlignedOffset() {
        tlb.fill(va(5, 16), frame(5), true);
        assertEquals(frame(5), tlb.lookupRead(va(5, 0)));
        assertEquals(frame(5) + 4088, tlb.lookupWrite(va(5, 4088)));
        assertEquals(0, tlb.lookupRead(va(5 + ENTRIES, 0)), "another page of the same entry");
        assertEquals(0, tlb.lookupRead(va(4, 0)));
    }

    @Test
    void writeToACleanPageMissesSoThatTheWalkSetsD() {
        tlb.fill(va(5, 0), frame(5), false);
        assertEquals(frame(5), tlb.lookupRead(va(5, 0)));
        assertEquals(0, tlb.lookupWrite(va(5, 0)));
        tlb.fill(va(5, 0), frame(5), true);
        assertEquals(frame(5), tlb.lookupWrite(va(5, 0)));
    }

    @Test
    void misalignedAccessMisses() {
        for (int page = 0; page < 2 * ENTRIES; page++) {
            tlb.fill(va(page, 0), frame(page), true);
        }
        for (long va = 0; va < PageSize.bytesOf(2 * ENTRIES); va++) {
            if ((va & 7) != 0) {
                assertEquals(0, tlb.lookupRead(va), "va=" + va);
                assertEquals(0, tlb.lookupWrite(va), "va=" + va);
            }
        }
    }

    @Test
    void nothingHitsOutsideTheGuest() {
        tlb.fill(va(1, 0), frame(1), true);
        tlb.setInside(false);
        for (long offset = 0; offset < 16; offset++) {
            assertEquals(0, tlb.lookupRead(va(1, offset)));
            assertEquals(0, tlb.lookupWrite(va(1, offset)));
        }
        tlb.drop();
        assertEquals(0, tlb.lookupRead(va(1, 0)));
        tlb.setInside(true);
        assertEquals(0, tlb.lookupRead(va(1, 0)));
        tlb.fill(va(1, 0), frame(1), true);
        tlb.setInside(false);
        tlb.setInside(true);
        assertEquals(frame(1), tlb.lookupRead(va(1, 0)));
    }

    @Test
    void dropForgetsEverythingThroughMoreThanOneRoundOfEpochs() {
        for (int drop = 0; drop < 2 * EPOCHS + 7; drop++) {
            int page = drop % (3 * ENTRIES);
            tlb.fill(va(page, 0), frame(page), true);
            assertEquals(frame(page), tlb.lookupRead(va(page, 0)));
            tlb.drop();
            for (int other = 0; other < 3 * ENTRIES; other++) {
                assertEquals(0, tlb.lookupRead(va(other, 0)), "drop=" + drop + ", page=" + other);
            }
        }
    }

    @Test
    void entryOfAnEpochLongAgoStaysForgottenWhenItsNumberComesAgain() {
        tlb.fill(va(1, 0), frame(1), true);
        for (int drop = 1; drop <= 4 * EPOCHS; drop++) {
            tlb.drop();
            assertEquals(0, tlb.lookupRead(va(1, 0)), "drop=" + drop);
        }
    }

    @Test
    void dropPageForgetsThatPageAlone() {
        tlb.fill(va(1, 0), frame(1), true);
        tlb.fill(va(2, 0), frame(2), true);
        tlb.dropPage(1 + ENTRIES); // shares the entry of page 1 but is not in it
        assertEquals(frame(1), tlb.lookupRead(va(1, 0)));
        tlb.dropPage(1);
        assertEquals(0, tlb.lookupRead(va(1, 0)));
        assertEquals(frame(2), tlb.lookupWrite(va(2, 0)));
    }

    @Test
    void zeroPageIsNotMistakenForAnEmptyEntry() {
        assertEquals(0, tlb.lookupRead(0));
        tlb.fill(0, frame(0), true);
        assertEquals(frame(0), tlb.lookupRead(0));
        tlb.dropPage(0);
        assertEquals(0, tlb.lookupRead(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3, 12})
    void sizeMustBeAPowerOfTwo(int entries) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> new SoftTlb(entries));
        assertEquals("TLB entries must be a power of two: entries=" + entries, thrown.getMessage());
    }

    /** What hits is right; against a map that never forgets by itself, misses apart. */
    @Test
    void randomUseNeverGivesAWrongTranslation() {
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<Long, Long> reference = new HashMap<>();
            try (SoftTlb any = inside(1 << random.nextInt(5))) {
                for (int i = 0; i < 5_000; i++) {
                    long page = random.nextInt(40);
                    switch (random.nextInt(8)) {
                        case 0 -> {
                            any.drop();
                            reference.clear();
                        }
                        case 1 -> {
                            any.dropPage(page);
                            reference.remove(page);
                        }
                        case 2, 3 -> {
                            long frame = FRAME + PageSize.bytesOf(random.nextInt(1000));
                            any.fill(va(page, 0), frame, random.nextBoolean());
                            reference.put(page, frame);
                        }
                        default -> {
                            long hit = any.lookupRead(va(page, 8));
                            if (hit != 0) {
                                assertEquals(reference.getOrDefault(page, 0L) + 8, hit, "seed=" + seed);
                            }
                        }
                    }
                }
            }
        }
    }
}
