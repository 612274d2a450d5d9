package io.ballonet.trace.foreign;

import org.jspecify.annotations.Nullable;

/**
 * One line of a text, without its end, and a cursor over it: what a parser needs to take fields one by one. A parser that
 * finds something wrong notes a {@link #problem()} and may go on: the first one stays, and what is taken after it means
 * nothing. Reused for every line; it allocates nothing. One thread at a time.
 */
final class Line {
    /** What can be wrong with a line. */
    enum Problem {
        /** It does not have the form of its format. */
        FORM,
        /** A number in it is larger than the format or a page trace allows. */
        RANGE
    }

    private static final int DECIMAL = 10;
    private static final int HEX = 16;
    private static final int HEX_DIGIT_BITS = 4;

    private byte[] bytes = {};
    private int from;
    private int to;
    private int at;
    private @Nullable Problem problem;

    /** Points to {@code buffer[start, end)}. */
    void set(byte[] buffer, int start, int end) {
        bytes = buffer;
        from = start;
        to = end;
        at = start;
        problem = null;
    }

    /** What holds the line: {@code bytes()[from(), to())}. */
    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** The byte at {@code index} of the line, or 0 past its end. */
    byte byteAt(int index) {
        return from + index < to ? bytes[from + index] : 0;
    }

    boolean startsWith(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (byteAt(i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean is(String ascii) {
        return to - from == ascii.length() && startsWith(ascii);
    }

    /** True if every byte is {@code only}; an empty line is. */
    boolean isAll(char only) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != only) {
                return false;
            }
        }
        return true;
    }

    /** Moves the cursor past {@code count} bytes, which must be there. */
    void skip(int count) {
        at += count;
    }

    /** Moves the cursor past {@code expected}, which has to be next. */
    void take(char expected) {
        if (at < to && bytes[at] == expected) {
            at++;
        } else {
            fail(Problem.FORM);
        }
    }

    /** Nothing may be left. */
    void takeEnd() {
        if (at < to) {
            fail(Problem.FORM);
        }
    }

    /** A decimal number in {@code [0, most]}. */
    long takeDecimal(long most) {
        int start = at;
        long number = 0;
        for (; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            int digit = bytes[at] - '0';
            if (number > (most - digit) / DECIMAL) {
                fail(Problem.RANGE);
            } else {
                number = DECIMAL * number + digit;
            }
        }
        if (at == start) {
            fail(Problem.FORM);
        }
        return number;
    }

    /** A hexadecimal number of at most 64 bits. */
    long takeHex() {
        int start = at;
        long number = 0;
        for (; at < to && Character.digit((char) bytes[at], HEX) >= 0; at++) {
            if (number >>> (Long.SIZE - HEX_DIGIT_BITS) != 0) {
                fail(Problem.RANGE);
            }
            number = (number << HEX_DIGIT_BITS) | Character.digit((char) bytes[at], HEX);
        }
        if (at == start) {
            fail(Problem.FORM);
        }
        return number;
    }

    /** Notes what is wrong; the first problem stays. */
    void fail(Problem found) {
        if (problem == null) {
            problem = found;
        }
    }

    /** True if nothing was found wrong so far. */
    boolean isGood() {
        return problem == null;
    }

    @Nullable
    Problem problem() {
        return problem;
    }
}
