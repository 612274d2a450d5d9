package io.ballonet.peer.scan;

import io.ballonet.unit.PageSize;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * {@code mincore}: a byte a page. {@value #PAGES_A_CALL} pages a call, so that the first-level cache holds the answer while it
 * is counted.
 */
final class Mincore implements KernelScan {
    private static final int PAGES_A_CALL = 1 << 15;

    /** Bit 0 of each byte of a word; the others are reserved. */
    private static final long IN_MEMORY = 0x0101_0101_0101_0101L;

    private final MemorySegment answers = Arena.ofAuto().allocate(PAGES_A_CALL, Long.BYTES);
    private final long address;
    private final long pages;

    Mincore(long address, long pages) {
        this.address = address;
        this.pages = pages;
    }

    @Override
    public long pass() {
        long present = 0;
        for (long page = 0; page < pages; page += PAGES_A_CALL) {
            int count = (int) Math.min(PAGES_A_CALL, pages - page);
            KernelCalls.residency(address + PageSize.bytesOf(page), PageSize.bytesOf(count), answers);
            present += count(count);
        }
        return present;
    }

    private long count(int count) {
        long present = 0;
        int words = count / Long.BYTES;
        for (int word = 0; word < words; word++) {
            present += Long.bitCount(answers.getAtIndex(ValueLayout.JAVA_LONG, word) & IN_MEMORY);
        }
        for (int rest = words * Long.BYTES; rest < count; rest++) {
            present += answers.get(ValueLayout.JAVA_BYTE, rest) & 1;
        }
        return present;
    }

    @Override
    public void close() {
        /* Nothing is open. */
    }
}
