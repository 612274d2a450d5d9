package io.ballonet.trace.foreign;

import io.ballonet.trace.Decompressed;
import io.ballonet.trace.TraceSource;
import java.io.IOException;

/**
 * The lines of a text file, plain, gzip or zstd, one after the other in one buffer: memory does not grow with the file. A
 * carriage return before the line feed is dropped. One thread at a time.
 */
final class ForeignText implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;

    private final TraceSource source;
    private final Decompressed decompressed;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private long lines;

    private ForeignText(TraceSource source, Decompressed decompressed) {
        this.source = source;
        this.decompressed = decompressed;
    }

    /**
     * Opens a file.
     *
     * @throws io.ballonet.trace.TraceException if it cannot be read
     */
    static ForeignText open(TraceSource source) {
        try {
            return new ForeignText(source, Decompressed.open(source, BUFFER_BYTES));
        } catch (IOException e) {
            throw ImportErrors.unreadable(source, 0, e);
        }
    }

    /**
     * Points {@code line} to the next line; false at the end. The line is good until the next call.
     *
     * @throws io.ballonet.trace.TraceException if the file cannot be read on, is cut, or has a line longer than the buffer
     */
    boolean next(Line line) {
        int end = position;
        while (true) {
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            if (end < limit) {
                break;
            }
            int unread = limit - position;
            if (!refill()) {
                if (unread == 0) {
                    return false;
                }
                if (!decompressed.wasCompressed()) {
                    throw ImportErrors.cutLine(source, lines + 1, buffer, position, limit);
                }
                // The checksum was right, so a last line without line feed is whole.
                lines++;
                line.set(buffer, position, withoutReturn(limit));
                position = limit;
                return true;
            }
            end = position + unread;
        }
        lines++;
        line.set(buffer, position, withoutReturn(end));
        position = end + 1;
        return true;
    }

    private int withoutReturn(int end) {
        return end > position && buffer[end - 1] == '\r' ? end - 1 : end;
    }

    /** Moves the unread bytes to the front and reads more behind them; false if there is nothing more. */
    private boolean refill() {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        if (limit == BUFFER_BYTES) {
            throw ImportErrors.longLine(source, lines + 1, buffer, BUFFER_BYTES);
        }
        try {
            int read = decompressed.text().read(buffer, limit, BUFFER_BYTES - limit);
            limit += Math.max(0, read);
            return read > 0;
        } catch (IOException e) {
            throw ImportErrors.unreadable(source, lines, e);
        }
    }

    /** Bytes of the file read so far. */
    long bytesRead() {
        return decompressed.bytesRead().getAsLong();
    }

    /** Lines read so far: the number of the line that the last {@link #next} gave. */
    long lines() {
        return lines;
    }

    @Override
    public void close() {
        try {
            decompressed.text().close();
        } catch (IOException e) {
            throw ImportErrors.unreadable(source, lines, e);
        }
    }
}
