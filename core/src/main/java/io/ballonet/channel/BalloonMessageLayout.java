package io.ballonet.channel;

import static org.agrona.concurrent.ringbuffer.RecordDescriptor.HEADER_LENGTH;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Words;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AtomicBuffer;

/**
 * Layout of one message in a ring: Agrona's record header, then ours, then the entries ({@link PageEntry}).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  |              record length, header included                   |  0  Agrona's header: a record is
 *  +---------------------------------------------------------------+     published by its length
 *  |                    message type                           |  4
 *  +---------------------------------------------------------------+
 *  |                        session                                |  8
 *  +---------------------------------------------------------------+
 *  |                  number of entries, n                         | 12
 *  +---------------------------------------------------------------+
 *  |                                                               | 16  entry 0, 64 bits
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  |                            ...                                | 16 + 8 n
 * </pre>
 *
 * <p>Every part is a multiple of 8 bytes, and records start at multiples of 8, so entries are aligned words and no record
 * needs a pad of its own. All integers are in native byte order.
 */
final class BalloonMessageLayout {
    /** Bytes from the start of a record to the session. */
    static final int SESSION_OFFSET = HEADER_LENGTH;
    /** Bytes from the start of a record to the number of entries. */
    static final int COUNT_OFFSET = SESSION_OFFSET + Integer.BYTES;
    /** Bytes from the start of a record to entry 0. */
    static final int ENTRIES_OFFSET = COUNT_OFFSET + Integer.BYTES;
    /** Bytes of one entry. */
    static final int ENTRY_BYTES = Long.BYTES;
    /** Bytes of the longest record that a conforming producer writes; a padding record is not longer either. */
    static final int MAX_RECORD_BYTES = ENTRIES_OFFSET + BalloonChannel.MAX_BATCH * ENTRY_BYTES;

    private static final int FEW_WORDS = 8;

    private BalloonMessageLayout() {}

    /** Bytes of a record with {@code entries} entries, Agrona's header included; a multiple of the record alignment. */
    static int recordBytes(int entries) {
        return ENTRIES_OFFSET + entries * ENTRY_BYTES;
    }

    /** Entries of a record of {@code recordBytes}, at least {@link #ENTRIES_OFFSET}. */
    static int entriesOf(int recordBytes) {
        return (recordBytes - ENTRIES_OFFSET) / ENTRY_BYTES;
    }

    /** True if a record of that length is aligned and long enough for its header. */
    static boolean isAligned(int recordBytes) {
        return BitUtil.isAligned(recordBytes, HEADER_LENGTH);
    }

    /**
     * Writes what stands between Agrona's header and the next record, with plain stores: the caller owns the record until it
     * publishes the length.
     *
     * @param index of the record in the buffer
     * @param from first entry of the batch to write
     */
    static void writeBody(AtomicBuffer ring, int index, int session, PageBatch entries, int from, int count) {
        ring.boundsCheck(index, recordBytes(count));
        ring.putInt(index + SESSION_OFFSET, session);
        ring.putInt(index + COUNT_OFFSET, count);
        copyWords(entries.address() + (long) from * ENTRY_BYTES, ring.addressOffset() + index + ENTRIES_OFFSET, count);
    }

    /** Copies the entries of a record into a private batch, each word once; the caller checked length and count. */
    static void copyEntries(DirectBuffer ring, int index, int count, PageBatch into) {
        ring.boundsCheck(index, recordBytes(count));
        copyWords(ring.addressOffset() + index + ENTRIES_OFFSET, into.address(), count);
        if (into.size() != count) {
            // the size is a heap field: writing it only when it changes keeps its line quiet
            into.setSize(count);
        }
    }

    /* A few words cost less one by one than a bulk copy costs to set up: 4 of 67 ns of a round trip on one thread. */
    private static void copyWords(long source, long destination, int words) {
        if (words <= FEW_WORDS) {
            for (long offset = 0; offset < (long) words * ENTRY_BYTES; offset += ENTRY_BYTES) {
                Words.set(destination + offset, Words.get(source + offset));
            }
        } else {
            Words.copy(source, destination, (long) words * ENTRY_BYTES);
        }
    }

    /**
     * How many pages go into one record.
     *
     * <p>The entries of {@link MessageType#STATISTICS} have their meaning by position, so these are never split.
     *
     * @param pagesPerRecord the encoding's limit for pages
     */
    static int entriesPerRecord(int type, int pagesPerRecord) {
        return type == MessageType.STATISTICS ? BalloonChannel.MAX_BATCH : pagesPerRecord;
    }

    /** Records that {@code entries} entries need; a message without entries needs one. */
    static int recordsFor(int entries, int entriesPerRecord) {
        return Math.max(1, (entries + entriesPerRecord - 1) / entriesPerRecord);
    }

    static void checkBatch(PageBatch entries) {
        if (entries.size() > BalloonChannel.MAX_BATCH) {
            throw new IllegalArgumentException(
                    "message is too long: entries=" + entries.size() + ", max=" + BalloonChannel.MAX_BATCH);
        }
    }
}
