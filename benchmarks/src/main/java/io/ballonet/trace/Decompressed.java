package io.ballonet.trace;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.function.LongSupplier;
import java.util.zip.ZipException;

/**
 * The text of a file that is plain, gzip or zstd, told apart by its first bytes.
 *
 * @param text ends well only where the file does: a cut file is an {@link EOFException}, a damaged one a {@link ZipException}
 * @param wasCompressed true if a checksum or a frame's end vouches for the text's last line
 * @param bytesRead bytes of the file read so far, compressed ones where it is
 */
public record Decompressed(InputStream text, boolean wasCompressed, LongSupplier bytesRead) {
    private static final int MAGIC_BYTES = 4;
    /** Magic number of a zstd frame (RFC 8878, section 3.1.1). */
    private static final int ZSTD_MAGIC = 0xFD2FB528;

    /** Opens a file. The caller closes the stream. */
    public static Decompressed open(TraceSource source, int bufferBytes) throws IOException {
        CountingInputStream counted = new CountingInputStream(source.openBytes());
        PushbackInputStream bytes = new PushbackInputStream(counted, MAGIC_BYTES);
        try {
            byte[] magic = new byte[MAGIC_BYTES];
            int read = bytes.readNBytes(magic, 0, MAGIC_BYTES);
            bytes.unread(magic, 0, read);
            if (read >= 2 && isGzip(magic)) {
                return new Decompressed(new WholeGzipInputStream(bytes, bufferBytes), true, counted::count);
            }
            if (read == MAGIC_BYTES && littleEndian(magic) == ZSTD_MAGIC) {
                return new Decompressed(new WholeZstdInputStream(bytes), true, counted::count);
            }
            return new Decompressed(bytes, false, counted::count);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private static boolean isGzip(byte[] magic) {
        return (magic[0] & 0xff) == WholeGzipInputStream.MAGIC_0 && (magic[1] & 0xff) == WholeGzipInputStream.MAGIC_1;
    }

    private static int littleEndian(byte[] magic) {
        return (magic[0] & 0xff) | (magic[1] & 0xff) << 8 | (magic[2] & 0xff) << 16 | (magic[3] & 0xff) << 24;
    }

    /** Counts what is read through it. */
    private static final class CountingInputStream extends FilterInputStream {
        private long count;

        CountingInputStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }

        long count() {
            return count;
        }
    }

    /** A zstd stream, of one frame or several, that says what is wrong as {@link WholeGzipInputStream} does. */
    private static final class WholeZstdInputStream extends FilterInputStream {
        private boolean ended;

        WholeZstdInputStream(InputStream in) throws IOException {
            super(new ZstdInputStream(in));
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (ended) {
                return -1;
            }
            try {
                int read = super.read(bytes, offset, length);
                ended = read < 0;
                return read;
            } catch (ZstdIOException e) {
                String message = String.valueOf(e.getMessage());
                IOException told = message.contains("runcated") ? new EOFException(message) : new ZipException(message);
                told.initCause(e);
                throw told;
            }
        }
    }
}
