package io.ballonet.trace;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Streams a page trace: one access a line, {@code R <hex page>} or {@code W <hex page>}, lines that start with {@code #}
 * are comments; plain, gzip or zstd, told apart by their first bytes.
 *
 * <p>Leading zeros and upper-case digits are taken, and so is a carriage return before the line feed. Everything else is
 * an error that names the line, and so is a trace without any access. The last line must end with a line feed in a plain
 * file, since a file that was cut looks just so; compressed ones say so themselves.
 *
 * <p>Memory: one buffer, whatever the length of the trace; nothing is allocated per line. One thread at a time.
 */
public final class TraceReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;
    /** Longest line that may still become an access; a comment has no bound. */
    private static final int MAX_LINE_BYTES = 1 << 10;

    private static final long COMMENT = -1;
    private static final long NOT_AN_ACCESS = -2;
    private static final long PAGE_TOO_LARGE = -3;
    private static final long NOT_YET_WHOLE = -4;

    /** Digits that always fit: 60 of 62 bits. */
    private static final int SAFE_DIGITS = 15;

    /** Value of a hexadecimal digit by its character code, negative for other bytes. */
    private static final byte[] DIGIT = new byte[1 << Byte.SIZE];

    static {
        for (int b = 0; b < DIGIT.length; b++) {
            DIGIT[b] = (byte) (HexFormat.isHexDigit(b) ? HexFormat.fromHexDigit(b) : -1);
        }
    }

    private final TraceSource source;
    private final Decompressed bytes;
    private final @Nullable MessageDigest digest;
    /** The bytes up to {@link #limit}, then a line feed: every loop of the parser ends there, so none checks the limit. */
    private final byte[] buffer = new byte[BUFFER_BYTES + 1];

    private int position;
    private int limit;
    private boolean ended;
    /** Inside a comment longer than the buffer, whose beginning was dropped. */
    private boolean inLongComment;

    private long lines;
    private long accesses;
    /** Set by the parser: one past the line feed of the line that it was at. */
    private int next;

    private TraceReader(TraceSource source, Decompressed bytes, @Nullable MessageDigest digest) {
        this.source = source;
        this.bytes = bytes;
        this.digest = digest;
        buffer[limit] = '\n';
    }

    /**
     * Opens a trace.
     *
     * @throws TraceException if it cannot be read
     */
    public static TraceReader open(TraceSource source) {
        return open(source, null);
    }

    /** Opens a trace and hashes its uncompressed text, for {@link #sha256}. */
    static TraceReader openHashing(TraceSource source) {
        try {
            return open(source, MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static TraceReader open(TraceSource source, @Nullable MessageDigest digest) {
        try {
            return new TraceReader(source, Decompressed.open(source, BUFFER_BYTES), digest);
        } catch (IOException e) {
            throw TraceErrors.unreadable(source, 0, e);
        }
    }

    /**
     * Reads the next accesses, packed as {@link PageAccess} says, into {@code target[from, from + count)}.
     *
     * @return accesses read, at least 1; 0 only at the end, or if {@code count} is 0
     * @throws TraceException at a bad line, after every access before it was given; or if the file cannot be read on
     */
    public int read(long[] target, int from, int count) {
        int to = from + count;
        int at = from;
        while (at < to) {
            long access = inLongComment ? skipLongComment() : parse();
            if (access >= 0) {
                target[at++] = access;
            } else if (access != COMMENT) {
                if (at > from) {
                    break;
                }
                if (access != NOT_YET_WHOLE) {
                    throw badLine(access);
                }
                if (!refill()) {
                    checkEnd();
                    break;
                }
                continue;
            }
            lines++;
            position = next;
        }
        accesses += at - from;
        return at - from;
    }

    /** True if the file is gzip or zstd. */
    public boolean isCompressed() {
        return bytes.wasCompressed();
    }

    /** Bytes of the file read so far, compressed ones where it is. */
    public long bytesRead() {
        return bytes.bytesRead().getAsLong();
    }

    /** Lines read so far, comments too. */
    public long lines() {
        return lines;
    }

    /** SHA-256 of the uncompressed text in hex; of a reader made to hash, after its end. */
    String sha256() {
        if (digest == null) {
            throw new IllegalStateException("this reader does not hash: source=" + source);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() {
        try {
            bytes.text().close();
        } catch (IOException e) {
            throw TraceErrors.unreadable(source, lines, e);
        }
    }

    /**
     * The line at {@link #position}: its access, or one of the negative constants.
     *
     * <p>Each way to another answer than an access first makes sure that what it saw is the file's and not a sentinel.
     */
    private long parse() {
        byte[] chars = buffer;
        int at = position;
        byte operation = chars[at];
        if ((operation != 'R' && operation != 'W') || chars[at + 1] != ' ') {
            return operation == '#' ? comment() : refused(NOT_AN_ACCESS);
        }
        int firstDigit = at + 2;
        long page = 0;
        at = firstDigit;
        int digit = DIGIT[chars[at] & 0xff];
        while (digit >= 0) {
            page = (page << 4) | digit;
            digit = DIGIT[chars[++at] & 0xff];
        }
        int end = at;
        if (chars[at] == '\r') {
            at++;
        }
        if (at >= limit) {
            return at - position > MAX_LINE_BYTES ? NOT_AN_ACCESS : NOT_YET_WHOLE;
        }
        if (chars[at] != '\n' || end == firstDigit) {
            return refused(NOT_AN_ACCESS);
        }
        if (end - firstDigit > SAFE_DIGITS && !fits(page, firstDigit, end)) {
            return refused(PAGE_TOO_LARGE);
        }
        next = at + 1;
        return (page << 1) | (operation == 'W' ? 1 : 0);
    }

    private boolean fits(long page, int firstDigit, int end) {
        int significant = firstDigit;
        while (significant < end && buffer[significant] == '0') {
            significant++;
        }
        return end - significant <= 2 * Long.BYTES && page >= 0 && page <= PageAccess.MAX_PAGE;
    }

    private long comment() {
        int end = lineEnd();
        next = end + 1;
        return end == limit ? NOT_YET_WHOLE : COMMENT;
    }

    private long skipLongComment() {
        long outcome = comment();
        inLongComment = outcome == NOT_YET_WHOLE;
        return outcome;
    }

    /** {@code reason}, once the buffer holds as much of the line as a message shows. */
    private long refused(long reason) {
        int end = lineEnd();
        return end < limit || end - position > TextQuote.SHOWN_BYTES ? reason : NOT_YET_WHOLE;
    }

    private int lineEnd() {
        int end = position;
        while (buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Moves the unread bytes to the front and reads more behind them; false if there is nothing more. */
    private boolean refill() {
        if (inLongComment || (position == 0 && limit == BUFFER_BYTES)) {
            // Only a comment may be longer than the buffer: of another line, far less is enough to refuse it.
            inLongComment = true;
            position = limit;
        }
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        int read;
        try {
            read = ended ? -1 : bytes.text().read(buffer, limit, BUFFER_BYTES - limit);
        } catch (IOException e) {
            throw TraceErrors.unreadable(source, lines, e);
        }
        ended = read < 0;
        if (read > 0) {
            if (digest != null) {
                digest.update(buffer, limit, read);
            }
            limit += read;
        } else if (bytes.wasCompressed() && (inLongComment || limit > 0)) {
            // The checksum was right, so a last line without line feed is whole.
            buffer[limit++] = '\n';
            read = 1;
        }
        buffer[limit] = '\n';
        return read > 0;
    }

    /** At the end of the file: fails if its last line is not whole, or if it had no access. */
    private void checkEnd() {
        if (inLongComment || limit > position) {
            throw TraceErrors.cutLine(source, lines + 1, buffer, position, limit);
        }
        if (accesses == 0) {
            throw TraceErrors.empty(source, lines);
        }
    }

    private TraceException badLine(long reason) {
        int end = lineEnd();
        return reason == PAGE_TOO_LARGE
                ? TraceErrors.pageTooLarge(source, lines + 1, buffer, position, end)
                : TraceErrors.notAnAccess(source, lines + 1, buffer, position, end);
    }
}
