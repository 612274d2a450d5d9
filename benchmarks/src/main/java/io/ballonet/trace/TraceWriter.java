package io.ballonet.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a page trace: gzip where the name ends in {@code .gz}, else plain. The file appears under its name only when
 * {@link #commit} is done and never replaces one that exists; until then it is written aside, in the same folder.
 *
 * <p>{@link #close} without commit leaves nothing behind. One thread at a time.
 */
public final class TraceWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    /** Operation, space, 16 digits, line feed, rounded up. */
    private static final int MAX_LINE_BYTES = 32;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Path target;
    private final Path aside;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;
    private long accesses;
    private boolean closed;

    private TraceWriter(Path target, Path aside, OutputStream out) {
        this.target = target;
        this.aside = aside;
        this.out = out;
    }

    /**
     * Starts a trace file.
     *
     * @throws TraceException if {@code target} exists, or its folder cannot be written
     */
    public static TraceWriter create(Path target) {
        if (Files.exists(target)) {
            throw exists(target);
        }
        try {
            Path folder = target.toAbsolutePath().getParent();
            Path fileName = target.getFileName();
            if (folder == null || fileName == null) {
                throw new TraceException(label(target) + " is not a file name; name the trace file to write");
            }
            String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
            Path aside = folder.resolve("." + fileName + "." + random + ".part");
            OutputStream file = Files.newOutputStream(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            // An interrupted process leaves nothing behind either.
            aside.toFile().deleteOnExit();
            boolean compress = fileName.toString().endsWith(".gz");
            return new TraceWriter(target, aside, compress ? new GZIPOutputStream(file, BUFFER_BYTES) : file);
        } catch (IOException e) {
            throw TraceErrors.unwritable(target, e);
        }
    }

    /** Appends one access; {@code page} in {@code [0, PageAccess.MAX_PAGE]}. */
    public void write(long page, boolean isWrite) {
        if (page < 0 || page > PageAccess.MAX_PAGE) {
            throw new IllegalArgumentException("page out of range: page=" + Long.toHexString(page));
        }
        reserve(MAX_LINE_BYTES);
        accesses++;
        buffer[filled++] = (byte) (isWrite ? 'W' : 'R');
        buffer[filled++] = ' ';
        int digits = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(page) + 3) / 4);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            buffer[filled++] = DIGITS[(int) (page >>> shift) & 0xf];
        }
        buffer[filled++] = '\n';
    }

    /** Appends the accesses {@code [from, to)}, packed as {@link PageAccess} says. */
    public void write(long[] accesses, int from, int to) {
        for (int i = from; i < to; i++) {
            write(PageAccess.page(accesses[i]), PageAccess.isWrite(accesses[i]));
        }
    }

    /** Appends a comment line; what is not printable ASCII is escaped, line feeds too. */
    public void comment(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        byte[] line = ("# " + TextQuote.printable(raw, 0, raw.length) + "\n").getBytes(StandardCharsets.US_ASCII);
        flushBuffer();
        put(line, line.length);
    }

    /**
     * Ends the trace and gives it its name.
     *
     * @throws TraceException if no access was written, the name was taken meanwhile, or the disk is full; nothing is left
     *     behind
     */
    public void commit() {
        try {
            if (accesses == 0) {
                throw new TraceException(label(target) + ": no access to write, so no trace was made");
            }
            flushBuffer();
            out.close();
            moveWithoutReplacing();
        } catch (IOException e) {
            throw TraceErrors.unwritable(target, e);
        } finally {
            close();
        }
    }

    private void moveWithoutReplacing() throws IOException {
        try {
            // A hard link is atomic and fails where the name is taken; a move replaces silently.
            Files.createLink(target, aside);
        } catch (FileAlreadyExistsException e) {
            throw exists(target);
        } catch (IOException | UnsupportedOperationException e) {
            if (Files.exists(target)) {
                throw exists(target);
            }
            move();
        }
    }

    private void move() throws IOException {
        try {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(aside, target);
        }
    }

    /** Idempotent; drops what was not committed. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            try {
                out.close();
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw TraceErrors.unwritable(target, e);
        }
    }

    private void reserve(int bytes) {
        if (buffer.length - filled < bytes) {
            flushBuffer();
        }
    }

    private void flushBuffer() {
        put(buffer, filled);
        filled = 0;
    }

    private void put(byte[] bytes, int count) {
        try {
            out.write(bytes, 0, count);
        } catch (IOException e) {
            throw TraceErrors.unwritable(target, e);
        }
    }

    private static TraceException exists(Path target) {
        return new TraceException(label(target) + " exists and is not replaced; remove it or choose another name");
    }

    private static String label(Path target) {
        return TextQuote.escape(target.toString());
    }
}
