package io.ballonet.scan;

import io.ballonet.memory.Words;
import java.util.Objects;

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
    private final EntryKernel kernel;
    private final long address;
    private final long pages;
    private final EntryAccessBits bits;

    /**
     * A view of {@code pages} entries.
     *
     * @param address of entry 0, 8-byte aligned
     * @param pages number of entries, not negative
     */
    public EntryAccessView(long address, long pages, EntryAccessBits bits) {
        this(EntryKernel.best(), address, pages, bits);
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
        long mask = bits.accessedCandidateMask();
        long value = bits.accessedCandidateValue();
        long cleared = 0;
        long page = from;
        for (; page <= to - Long.SIZE; page += Long.SIZE) {
            long at = address + page * Long.BYTES;
            long set = kernel.match(at, mask, value);
            if (set != 0) {
                cleared += Long.bitCount(clearEntries(at, set));
            }
        }
        for (; page < to; page++) {
            cleared += clearEntry(address + page * Long.BYTES) ? 1 : 0;
        }
        return cleared;
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
