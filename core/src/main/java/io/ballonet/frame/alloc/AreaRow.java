package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;

/** The bits of a row, set while the frame is free: pure functions, and the list entries that stand for them. A group of order 0 to 6 lies in one row. */
final class AreaRow {
    /** Every frame of a row is free. */
    static final long ALL = -1L;
    /** Largest order of a group within a row. */
    static final int WITHIN_ROW = FrameBits.ROW_SHIFT;

    /* Where groups of order 0, 1, … begin. */
    private static final long BEGIN_1 = 0x5555_5555_5555_5555L;
    private static final long BEGIN_2 = 0x1111_1111_1111_1111L;
    private static final long BEGIN_3 = 0x0101_0101_0101_0101L;
    private static final long BEGIN_4 = 0x0001_0001_0001_0001L;
    private static final long BEGIN_5 = 0x0000_0001_0000_0001L;

    private AreaRow() {}

    /** First frames of the groups of an order, at most {@link #WITHIN_ROW}, whose bits are all set. */
    static long freeGroups(long bits, int order) {
        if (order == 0) {
            return bits;
        }
        long runs = bits;
        for (int step = 0; step < order; step++) {
            runs &= runs >>> (1 << step);
        }
        return runs & begins(order);
    }

    private static long begins(int order) {
        return switch (order) {
            case 0 -> ALL;
            case 1 -> BEGIN_1;
            case 2 -> BEGIN_2;
            case 3 -> BEGIN_3;
            case 4 -> BEGIN_4;
            case 5 -> BEGIN_5;
            default -> 1;
        };
    }

    /** Frames of the lowest free group of an order, or 0. */
    static long lowestGroup(long bits, int order) {
        long groups = freeGroups(bits, order);
        return groups == 0 ? 0 : groupAt(Long.numberOfTrailingZeros(groups), order);
    }

    /** Frames of the group of an order that begins at a frame of the row. */
    static long groupAt(long frame, int order) {
        return (order >= WITHIN_ROW ? ALL : (1L << (1 << order)) - 1) << frame;
    }

    /** The lowest free frames, at most {@code most}. */
    static long lowest(long bits, int most) {
        return most >= FrameBits.FRAMES_PER_ROW ? bits : Long.expand((1L << most) - 1, bits);
    }

    /** Writes the frames of a mask to consecutive words, ascending. */
    static void write(long destination, long row, long mask) {
        long first = FrameBits.firstFrameOf(row);
        int count = Long.bitCount(mask);
        long rest = mask;
        int written = 0;
        for (; written + 1 < count; written += 2) { // two at once: half the jumps
            long second = rest & (rest - 1);
            long address = destination + ((long) written << 3);
            Words.set(address, first + Long.numberOfTrailingZeros(rest));
            Words.set(address + Long.BYTES, first + Long.numberOfTrailingZeros(second));
            rest = second & (second - 1);
        }
        if (written < count) {
            Words.set(destination + ((long) written << 3), first + Long.numberOfTrailingZeros(rest));
        }
    }

    /** Frames of eight list entries if all lie in the row that begins with frame {@code first}, else 0. */
    static long eight(long entries, long first) {
        long a = Words.get(entries) - first;
        long b = Words.get(entries + 8) - first;
        long c = Words.get(entries + 16) - first;
        long d = Words.get(entries + 24) - first;
        long e = Words.get(entries + 32) - first;
        long f = Words.get(entries + 40) - first;
        long g = Words.get(entries + 48) - first;
        long h = Words.get(entries + 56) - first;
        if (((a | b | c | d | e | f | g | h) & -FrameBits.FRAMES_PER_ROW) != 0) {
            return 0;
        }
        return 1L << a | 1L << b | 1L << c | 1L << d | 1L << e | 1L << f | 1L << g | 1L << h;
    }
}
