package io.ballonet.scan;

import io.ballonet.memory.Words;

/** The kernel without the Vector API: a word at a time. */
final class PlainBitKernel implements BitKernel {
    @Override
    public long count(long address, long words) {
        long count = 0;
        long end = address + words * Long.BYTES;
        for (long at = address; at < end; at += Long.BYTES) {
            count += Long.bitCount(Words.get(at));
        }
        return count;
    }

    @Override
    public long countBoth(long address, long other, long words) {
        long count = 0;
        for (long offset = 0; offset < words * Long.BYTES; offset += Long.BYTES) {
            count += Long.bitCount(Words.get(address + offset) & Words.get(other + offset));
        }
        return count;
    }

    @Override
    public long nonZero(long address) {
        long found = 0;
        for (int i = 0; i < BLOCK; i++) {
            long word = Words.get(address + (long) i * Long.BYTES);
            found |= (word | -word)
                    >>> (Long.SIZE - 1)
                    << i; // the sign bit of one of the two is set unless the word is 0
        }
        return found;
    }
}
