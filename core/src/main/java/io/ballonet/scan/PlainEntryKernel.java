package io.ballonet.scan;

import io.ballonet.memory.Words;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The kernel without the Vector API: loops that the compiler turns into vectors where it can. */
final class PlainEntryKernel implements EntryKernel {
    /* Inner loops are counted by an int and run over a slice: that is the shape that is vectorized. 1 MiB a slice. */
    private static final int SLICE_ENTRIES = 1 << 17;

    @Override
    public long count(long address, long entries, long mask, long value) {
        long matches = 0;
        long next = address;
        for (long left = entries; left > 0; left -= SLICE_ENTRIES) {
            int slice = (int) Math.min(left, SLICE_ENTRIES);
            long bytes = (long) slice * Long.BYTES;
            matches += countSlice(Words.ADDRESS_SPACE.asSlice(next, bytes), slice, mask, value);
            next += bytes;
        }
        return matches;
    }

    private static long countSlice(MemorySegment slice, int entries, long mask, long value) {
        long matches = 0;
        for (int i = 0; i < entries; i++) {
            matches += matchBit(slice.getAtIndex(ValueLayout.JAVA_LONG, i), mask, value);
        }
        return matches;
    }

    @Override
    public long match(long address, long mask, long value) {
        long bits = 0;
        for (int i = 0; i < WORD; i++) {
            bits |= matchBit(Words.get(address + (long) i * Long.BYTES), mask, value) << i;
        }
        return bits;
    }

    /** 1 if the entry matches, else 0, without a branch: only zero borrows into the sign bit. */
    private static long matchBit(long entry, long mask, long value) {
        long difference = (entry & mask) ^ value;
        return ((difference - 1) & ~difference) >>> (Long.SIZE - 1);
    }
}
