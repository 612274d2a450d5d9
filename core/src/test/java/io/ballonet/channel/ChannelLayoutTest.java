package io.ballonet.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.memory.PageBatch;
import io.ballonet.unit.CacheLine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.junit.jupiter.api.Test;

class ChannelLayoutTest {
    @Test
    void partsOfARecordFollowEachOtherWithoutGaps() {
        assertEquals(RecordDescriptor.HEADER_LENGTH, BalloonMessageLayout.SESSION_OFFSET);
        assertEquals(12, BalloonMessageLayout.COUNT_OFFSET);
        assertEquals(16, BalloonMessageLayout.ENTRIES_OFFSET);
        assertEquals(16 + 512 * 8, BalloonMessageLayout.MAX_RECORD_BYTES);
    }

    @Test
    void everyRecordIsAMultipleOfTheRecordAlignmentAndTellsItsEntries() {
        for (int entries = 0; entries <= BalloonChannel.MAX_BATCH; entries++) {
            int bytes = BalloonMessageLayout.recordBytes(entries);
            assertTrue(BalloonMessageLayout.isAligned(bytes));
            assertEquals(entries, BalloonMessageLayout.entriesOf(bytes));
        }
        assertFalse(BalloonMessageLayout.isAligned(BalloonMessageLayout.recordBytes(1) + 1));
    }

    @Test
    void longestRecordIsOneThatAgronaTakes() {
        int longestMessage = ChannelRegionLayout.RING_CAPACITY >> 3;
        assertTrue(BalloonMessageLayout.MAX_RECORD_BYTES - RecordDescriptor.HEADER_LENGTH <= longestMessage);
    }

    @Test
    void bodyStandsWhereTheLayoutSaysAndNowhereElse() {
        UnsafeBuffer ring = new UnsafeBuffer(ByteBuffer.allocateDirect(128).order(ByteOrder.nativeOrder()));
        ring.setMemory(0, 128, (byte) 0x55);
        try (PageBatch batch = new PageBatch(4);
                PageBatch copy = new PageBatch(4)) {
            batch.add(1);
            batch.add(-2);
            batch.add(3);
            BalloonMessageLayout.writeBody(ring, 64, 9, batch, 1, 2);
            assertEquals(0x5555555555555555L, ring.getLong(64));
            assertEquals(9, ring.getInt(72));
            assertEquals(2, ring.getInt(76));
            assertEquals(-2, ring.getLong(80));
            assertEquals(3, ring.getLong(88));
            assertEquals(0x5555555555555555L, ring.getLong(96));
            BalloonMessageLayout.copyEntries(ring, 64, 2, copy);
            assertEquals(2, copy.size());
            assertEquals(-2, copy.get(0));
        }
    }

    @Test
    void bodyOutsideTheRingIsRefused() {
        UnsafeBuffer ring = new UnsafeBuffer(ByteBuffer.allocateDirect(128));
        try (PageBatch batch = new PageBatch(8)) {
            batch.add(1);
            assertThrows(
                    IndexOutOfBoundsException.class, () -> BalloonMessageLayout.writeBody(ring, 112, 1, batch, 0, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> BalloonMessageLayout.copyEntries(ring, 112, 1, batch));
        }
    }

    @Test
    void partsOfTheRegionDoNotShareLinesOrOverlap() {
        long ring = ChannelRegionLayout.ringBytes(ChannelRegionLayout.RING_CAPACITY);
        assertEquals(CacheLine.SPACING, ChannelRegionLayout.UP_OFFSET - ChannelRegionLayout.TARGET_OFFSET);
        assertEquals(ring, ChannelRegionLayout.DOWN_OFFSET - ChannelRegionLayout.UP_OFFSET);
        assertEquals(ring, ChannelRegionLayout.LENGTH_BYTES - ChannelRegionLayout.DOWN_OFFSET);
        assertEquals(0, ring % CacheLine.SPACING);
        assertEquals(
                ChannelRegionLayout.RING_CAPACITY,
                RingBufferDescriptor.checkCapacity(Math.toIntExact(ring), RecordDescriptor.HEADER_LENGTH));
    }

    @Test
    void headAndTailLieTwoLinesApart() {
        assertTrue(RingBufferDescriptor.HEAD_POSITION_OFFSET - RingBufferDescriptor.HEAD_CACHE_POSITION_OFFSET
                >= CacheLine.SPACING);
        assertTrue(RingBufferDescriptor.HEAD_CACHE_POSITION_OFFSET - RingBufferDescriptor.TAIL_POSITION_OFFSET
                >= CacheLine.SPACING);
    }

    @Test
    void positionsInTheHostsBooksAreWordsThatFollowEachOther() {
        assertEquals(0, HostBooksLayout.CURSOR_OFFSET);
        assertEquals(8, HostBooksLayout.EMPTY_POLLS_OFFSET);
        assertEquals(16, HostBooksLayout.TAIL_OFFSET);
        assertEquals(24, HostBooksLayout.HEAD_OFFSET);
        assertTrue(HostBooksLayout.HEAD_OFFSET + Long.BYTES <= HostBooksLayout.LENGTH_BYTES);
        assertEquals(0, HostBooksLayout.LENGTH_BYTES % CacheLine.SPACING);
    }
}
