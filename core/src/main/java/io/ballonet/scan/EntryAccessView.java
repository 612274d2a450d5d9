package io.ballonet.scan;

import io.ballonet.memory.Words;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The access bits of a contiguous table of 8-byte entries, one entry a page: page {@code i} is entry {@code i}. This is how
 * x86-64 keeps them.
 *
 * <p><b>Concurrency.</b> Virtual CPUs set bits of entries, and owners change whole entries, by compare-and-set or atomic
 * or, at any time; any number of scans read and clear. Reads are plain: an answer may be old, which a scan must bear
 * anyway, and are wait-free. A clear is a compare-and-set from the entry that was seen to the same entry without its
 * accessed bit, so it changes no other bit, loses no dirty bit, and touches no entry that stopped to be a candidate (a
 * swapped-out entry may use the bit for something else); it is lock-free, since a failure means that another thread changed
 * the entry. An entry whose bit is clear is never written.
 *
 * <p>The caller keeps the table mapped while the view is used.
 */
public final class EntryAccessView implements AccessView {
    private static final long WORD_BYTES = (long) Long.SIZE * Long.BYTES;
    private static final int BLOCK_WORDS = 16;

    private final EntryKernel kernel;
    private final long address;
    private final long pages;
    private final EntryAccessBits bits;
    private final AtomicReference<long @Nullable []> spareMasks = new AtomicReference<>();

    /**
     * A view of {@code pages} entries.
     *
     * @param address of entry 0, 8-byte aligned
     * @param pages number of entries, not negative
     */
    public EntryAccessView(long address, long pages, EntryAccessBits bits) {
        this(Kernels.best().entries(), address, pages, bits);
    }

    /** The same without the Vector API, as in a JVM that has not got it: for comparison. */
    public static EntryAccessView withoutVectors(long address, long pages, EntryAccessBits bits) {
        return new EntryAccessView(Kernels.plain().entries(), address, pages, bits);
    }

    EntryAccessView(EntryKernel kernel, long address, long pages, EntryAccessBits bits) {
        if ((address & (Long.BYTES - 1)) != 0 || pages < 0) {
            throw new IllegalArgumentException("table must be 8-byte aligned and have no negative length: address=0x"
                    + Long.toHexString(address) + ", pages=" + pages);
        }
        this.kernel = kernel;
        this.address = address;
        this.pages = pages;
        this.bits = bits;
    }

    @Override
    public long pages() {
        return pages;
    }

    @Override
    public boolean isCandidate(long page) {
        return bits.isCandidate(Words.get(entryAddress(page)));
    }

    @Override
    public boolean isAccessed(long page) {
        return bits.isAccessedCandidate(Words.get(entryAddress(page)));
    }

    @Override
    public boolean clearAccessed(long page) {
        return clearEntry(entryAddress(page));
    }

    @Override
    public long candidateWord(long word) {
        return matchWord(word, bits.candidateMask(), bits.candidateValue());
    }

    @Override
    public long accessedWord(long word) {
        return matchWord(word, bits.accessedCandidateMask(), bits.accessedCandidateValue());
    }

    @Override
    public long clearAccessedWord(long word, long mask) {
        long first = firstOfWord(word);
        long inside = pages - first < Long.SIZE ? -1L >>> -(pages - first) : -1L;
        return clearEntries(address + first * Long.BYTES, mask & inside);
    }

    @Override
    public long countAccessed(long from, long to) {
        Objects.checkFromToIndex(from, to, pages);
        return kernel.count(
                address + from * Long.BYTES, to - from, bits.accessedCandidateMask(), bits.accessedCandidateValue());
    }

    @Override
    public long clearAccessed(long from, long to) {
        Objects.checkFromToIndex(from, to, pages);
        long words = (to - from) / Long.SIZE;
        long streamWords = words < 2 * BLOCK_WORDS ? 0 : words / 2;
        long cleared = streamWords == 0 ? 0 : clearStreams(address + from * Long.BYTES, streamWords);
        long page = from + 2 * streamWords * Long.SIZE;
        for (; page <= to - Long.SIZE; page += Long.SIZE) {
            long at = address + page * Long.BYTES;
            cleared += clearMatches(at, match(at));
        }
        for (; page < to; page++) {
            cleared += clearEntry(address + page * Long.BYTES) ? 1 : 0;
        }
        return cleared;
    }

    /*
     * Looks at a block of each of two streams, half the range apart, before it clears what it found there.
     *
     * A locked instruction waits for every load before it, so one for each accessed entry that is met leaves no loads in flight
     * and the scan waits for memory each time. After a block of 8 KiB a stream, all entries to clear are in the first-level
     * cache. Over 1 GiB of entries with one in a hundred accessed: 0.85 to 0.89 ns an entry, as fast as plain stores in place of
     * the locked instructions; clearing at once took 0.95 to 0.97, blocks of 32 KiB and more 0.92 to 0.95. What is left above
     * the 0.62 of a pass that only reads is the clears and the write-back of the lines.
     */
    private long clearStreams(long nearAddress, long streamWords) {
        long apart = streamWords * WORD_BYTES;
        long[] masks = takeMasks();
        long cleared = 0;
        for (long word = 0; word < streamWords; word += BLOCK_WORDS) {
            long near = nearAddress + word * WORD_BYTES;
            int words = (int) Math.min(BLOCK_WORDS, streamWords - word);
            for (int i = 0; i < words; i++) {
                masks[2 * i] = match(near + i * WORD_BYTES);
                masks[2 * i + 1] = match(near + apart + i * WORD_BYTES);
            }
            for (int i = 0; i < words; i++) {
                cleared += clearMatches(near + i * WORD_BYTES, masks[2 * i]);
                cleared += clearMatches(near + apart + i * WORD_BYTES, masks[2 * i + 1]);
            }
        }
        spareMasks.set(masks);
        return cleared;
    }

    /** The one that the last call left, so that a pass allocates nothing; a new one while another thread has it. */
    private long[] takeMasks() {
        long[] spare = spareMasks.getAndSet(null);
        return spare == null ? new long[2 * BLOCK_WORDS] : spare;
    }

    private long match(long firstEntry) {
        return kernel.match(firstEntry, bits.accessedCandidateMask(), bits.accessedCandidateValue());
    }

    private int clearMatches(long firstEntry, long set) {
        return set == 0 ? 0 : Long.bitCount(clearEntries(firstEntry, set));
    }

    private long matchWord(long word, long mask, long value) {
        long first = firstOfWord(word);
        long at = address + first * Long.BYTES;
        if (pages - first >= Long.SIZE) {
            return kernel.match(at, mask, value);
        }
        long matches = 0;
        for (int i = 0; i < pages - first; i++) {
            if ((Words.get(at + (long) i * Long.BYTES) & mask) == value) {
                matches |= 1L << i;
            }
        }
        return matches;
    }

    /** Clears the accessed bits of the entries named by {@code set}; returns those that were cleared here. */
    private long clearEntries(long firstEntry, long set) {
        long cleared = 0;
        for (long left = set; left != 0; left &= left - 1) {
            int i = Long.numberOfTrailingZeros(left);
            if (clearEntry(firstEntry + (long) i * Long.BYTES)) {
                cleared |= 1L << i;
            }
        }
        return cleared;
    }

    private boolean clearEntry(long entryAddress) {
        long entry = Words.get(entryAddress);
        while (bits.isAccessedCandidate(entry)) {
            /* Pairs with the compare-and-set or atomic or of whoever sets bits: one of the two sees the other's entry. */
            long seen = Words.compareAndExchange(entryAddress, entry, entry & ~bits.accessedMask());
            if (seen == entry) {
                return true;
            }
            entry = seen;
        }
        return false;
    }

    private long entryAddress(long page) {
        return address + Objects.checkIndex(page, pages) * Long.BYTES;
    }

    private long firstOfWord(long word) {
        return Objects.checkIndex(word, (pages + Long.SIZE - 1) / Long.SIZE) * Long.SIZE;
    }
}
