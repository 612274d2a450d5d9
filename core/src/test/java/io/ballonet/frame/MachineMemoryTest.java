package io.ballonet.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Owners, zeroing and counters of machine memory. */
class MachineMemoryTest {
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final long FRAMES = 64;

    private static MachineMemory withBytes(long frames, Zeroing zeroing) {
        return MachineMemory.withBytes(frames, 1, FrameAllocators.BITMAP, zeroing);
    }

    private static void free(MachineMemory memory, int owner, long... frames) {
        try (PageBatch batch = new PageBatch(frames.length)) {
            for (long mpn : frames) {
                assertTrue(memory.table().beginReclaim(mpn, owner));
                batch.add(mpn);
            }
            memory.free(batch, owner, 0);
        }
    }

    private static long address(MachineMemory memory, long mpn) {
        return memory.baseAddress() + PageSize.bytesOf(mpn);
    }

    private static void fill(MachineMemory memory, long mpn) {
        for (long offset = 0; offset < PageSize.BYTES; offset += Long.BYTES) {
            Words.set(address(memory, mpn) + offset, -1);
        }
    }

    private static void assertZeros(MachineMemory memory, long mpn) {
        for (long offset = 0; offset < PageSize.BYTES; offset += Long.BYTES) {
            assertEquals(0, Words.get(address(memory, mpn) + offset), "I3: mpn=" + mpn + ", offset=" + offset);
        }
    }

    @ParameterizedTest
    @EnumSource(Zeroing.class)
    void frameReadsZerosToItsNextOwnerAndIsZeroedOnce(Zeroing zeroing) {
        try (MachineMemory memory = withBytes(1, zeroing)) {
            for (int round = 0; round < 5; round++) {
                int owner = round % 2 == 0 ? FIRST : SECOND;
                assertEquals(0, memory.allocate(owner, 0));
                assertZeros(memory, 0);
                fill(memory, 0);
                free(memory, owner, 0);
            }
            boolean zeroes = zeroing != Zeroing.RETURN_TO_OS;
            int times = zeroing.leavesResidue() ? 4 : 5; // the last owner's bytes wait for the next
            assertEquals(zeroes ? PageSize.bytesOf(times) : 0, memory.bytesZeroed());
            assertEquals(zeroes ? 0 : PageSize.bytesOf(5), memory.bytesReturned());
            assertEquals(4, memory.framesMoved());
            memory.validate();
        }
    }

    @ParameterizedTest
    @EnumSource(Zeroing.class)
    void frameThatNobodySawIsNotZeroedAgain(Zeroing zeroing) {
        try (MachineMemory memory = withBytes(1, zeroing)) {
            memory.allocate(FIRST, 0);
            fill(memory, 0);
            free(memory, FIRST, 0);
            memory.allocate(SECOND, 0);
            long zeroed = memory.bytesZeroed();
            for (int i = 0; i < 3; i++) {
                memory.giveBack(0, SECOND, 0);
                memory.allocate(SECOND, 0);
                assertZeros(memory, 0);
            }
            assertEquals(zeroed, memory.bytesZeroed());
        }
    }

    @Test
    void returnedFramesLeaveResidentMemory() throws IOException {
        long frames = 1024;
        try (MachineMemory memory = withBytes(frames, Zeroing.RETURN_TO_OS)) {
            long[] mine = new long[(int) frames];
            for (int i = 0; i < frames; i++) {
                mine[i] = memory.allocate(FIRST, 0);
                fill(memory, mine[i]);
            }
            assertTrue(residentBytes(memory.baseAddress()) >= PageSize.bytesOf(frames));
            free(memory, FIRST, mine);
            assertEquals(0, residentBytes(memory.baseAddress()));
            assertEquals(PageSize.bytesOf(frames), memory.bytesReturned());
        }
    }

    @Test
    void zeroingAtFreeKeepsResidentMemory() throws IOException {
        try (MachineMemory memory = withBytes(16, Zeroing.AT_FREE)) {
            memory.allocate(FIRST, 0);
            fill(memory, 0);
            free(memory, FIRST, 0);
            assertEquals(PageSize.BYTES, residentBytes(memory.baseAddress()));
        }
    }

    @Test
    void untouchedMetadataOfATerabyteIsNotResident() throws IOException {
        long terabyte = 1L << 40 >>> PageSize.SHIFT;
        long before = residentBytes();
        try (MachineMemory memory = MachineMemory.metadataOnly(terabyte, 1, FrameAllocators.TREE)) {
            assertTrue(memory.allocate(FIRST, 0) >= 0);
            assertTrue(residentBytes() - before < 512L << 20, "of " + memory.metadataBytes() + " bytes");
            assertTrue(memory.table().metadataBytes() == 2L << 30);
            assertFalse(memory.hasBytes());
            assertEquals(0, memory.baseAddress());
        }
    }

    @Test
    void emptyMemorySaysSo() {
        try (MachineMemory memory = MachineMemory.metadataOnly(FRAMES, 1, FrameAllocators.BITMAP)) {
            for (int i = 0; i < FRAMES; i++) {
                assertTrue(memory.allocate(FIRST, 0) >= 0);
            }
            assertEquals(FrameAllocator.NO_FRAME, memory.allocate(FIRST, 0));
            memory.validate();
        }
    }

    /** What cannot be freed, at the end of a batch whose other frames can. */
    enum Misuse {
        OWNED_BY_THE_CALLER,
        OWNED_BY_ANOTHER,
        RECLAIMED_FROM_ANOTHER,
        PINNED,
        FREE,
        TWICE,
        NEGATIVE,
        BEYOND_THE_LAST;

        long frame(MachineMemory memory, long listed) {
            if (this == TWICE) {
                return listed;
            }
            if (this == NEGATIVE) {
                return -1;
            }
            if (this == BEYOND_THE_LAST) {
                return FRAMES;
            }
            int owner = this == OWNED_BY_ANOTHER || this == RECLAIMED_FROM_ANOTHER ? SECOND : FIRST;
            long mpn = memory.allocate(owner, 0);
            switch (this) {
                case RECLAIMED_FROM_ANOTHER -> assertTrue(memory.table().beginReclaim(mpn, SECOND));
                case PINNED -> assertTrue(memory.table().pin(mpn, FIRST));
                case FREE -> memory.giveBack(mpn, FIRST, 0);
                default -> fill(memory, mpn);
            }
            return mpn;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OWNED_BY_THE_CALLER, OWNED(owner=1",
        "OWNED_BY_ANOTHER, OWNED(owner=2",
        "RECLAIMED_FROM_ANOTHER, RECLAIMING(owner=2",
        "PINNED, pins=1",
        "FREE, FREE(",
        "TWICE, FREE(",
        "NEGATIVE, frame out of range",
        "BEYOND_THE_LAST, frame out of range"
    })
    void freeOfWhatIsNotTheCallersNamesTheFrameAndChangesNothing(Misuse misuse, String state) {
        for (Zeroing zeroing : Zeroing.values()) {
            try (MachineMemory memory = withBytes(FRAMES, zeroing);
                    PageBatch batch = new PageBatch(4)) {
                for (int i = 0; i < 3; i++) {
                    long mine = memory.allocate(FIRST, 0);
                    fill(memory, mine);
                    assertTrue(memory.table().beginReclaim(mine, FIRST));
                    batch.add(mine);
                }
                long bad = misuse.frame(memory, batch.get(1));
                batch.add(bad);
                long[] words = words(memory);
                RuntimeException thrown =
                        assertThrows(RuntimeException.class, () -> memory.free(batch, FIRST, 0), misuse::name);
                assertTrue(String.valueOf(thrown.getMessage()).contains("mpn=" + bad), thrown.getMessage());
                assertTrue(String.valueOf(thrown.getMessage()).contains(state), thrown.getMessage());
                assertArrayEquals(words, words(memory));
                assertEquals(0, memory.bytesZeroed() + memory.bytesReturned());
                assertEquals(-1, Words.get(address(memory, batch.get(0))));
                memory.validate();
                batch.setSize(3);
                memory.free(batch, FIRST, 0);
                memory.validate();
            }
        }
    }

    private static long[] words(MachineMemory memory) {
        return LongStream.range(0, FRAMES).map(memory.table()::stateAcquire).toArray();
    }

    @Test
    void giveBackOfAnothersFrameNamesItAndChangesNothing() {
        try (MachineMemory memory = withBytes(FRAMES, Zeroing.AT_ALLOCATION)) {
            long mpn = memory.allocate(FIRST, 0);
            long[] words = words(memory);
            IllegalStateException thrown =
                    assertThrows(IllegalStateException.class, () -> memory.giveBack(mpn, SECOND, 0));
            assertTrue(String.valueOf(thrown.getMessage()).contains("mpn=" + mpn + ", owner=2, state=OWNED(owner=1"));
            assertThrows(IndexOutOfBoundsException.class, () -> memory.giveBack(FRAMES, FIRST, 0));
            assertArrayEquals(words, words(memory));
            memory.validate();
        }
    }

    @Test
    void pinsAndReclaimExcludeEachOther() {
        try (MachineMemory memory = MachineMemory.metadataOnly(FRAMES, 1, FrameAllocators.BITMAP)) {
            long mpn = memory.allocate(FIRST, 0);
            FrameTable table = memory.table();
            assertFalse(table.pin(mpn, SECOND));
            assertTrue(table.pin(mpn, FIRST));
            assertFalse(table.beginReclaim(mpn, FIRST), "I5");
            table.unpin(mpn);
            assertThrows(IllegalStateException.class, () -> table.unpin(mpn));
            assertTrue(table.beginReclaim(mpn, FIRST));
            assertFalse(table.beginReclaim(mpn, FIRST));
            assertFalse(table.pin(mpn, FIRST));
            table.cancelReclaim(mpn);
            assertTrue(table.pin(mpn, FIRST));
            assertThrows(IllegalStateException.class, () -> table.cancelReclaim(mpn));
        }
    }

    @Test
    void frameOutOfRangeIsRefused() {
        try (FrameTable table = new FrameTable(FRAMES)) {
            for (long mpn : new long[] {-1, FRAMES, Long.MAX_VALUE, Long.MIN_VALUE}) {
                IndexOutOfBoundsException thrown =
                        assertThrows(IndexOutOfBoundsException.class, () -> table.stateAcquire(mpn));
                assertTrue(String.valueOf(thrown.getMessage()).contains("mpn=" + mpn), thrown.getMessage());
            }
        }
    }

    /** Resident bytes of the mapping that holds {@code address}. */
    private static long residentBytes(long address) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
        boolean inside = false;
        for (String line : lines) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                int dash = line.indexOf('-');
                long from = Long.parseUnsignedLong(line, 0, dash, 16);
                long to = Long.parseUnsignedLong(line, dash + 1, line.indexOf(' '), 16);
                inside = Long.compareUnsigned(from, address) <= 0 && Long.compareUnsigned(address, to) < 0;
            } else if (inside && line.startsWith("Rss:")) {
                return kilobytes(line);
            }
        }
        throw new IllegalStateException("address is not mapped: address=0x" + Long.toHexString(address));
    }

    private static long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/smaps_rollup")).stream()
                .filter(line -> line.startsWith("Rss:"))
                .mapToLong(MachineMemoryTest::kilobytes)
                .sum();
    }

    private static long kilobytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }
}
