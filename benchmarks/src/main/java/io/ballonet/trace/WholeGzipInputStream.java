package io.ballonet.trace;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A gzip stream, of one member or several, that ends well only where the file does. {@link GZIPInputStream} alone takes
 * whatever follows a member and is not another one for the end: garbage, and a member whose header was cut.
 */
final class WholeGzipInputStream extends GZIPInputStream {
    /** Magic bytes of a gzip member (RFC 1952, section 2.3.1). */
    static final int MAGIC_0 = 0x1f;

    static final int MAGIC_1 = 0x8b;

    private static final int TRAILER_BYTES = 8;

    WholeGzipInputStream(InputStream in, int bufferBytes) throws IOException {
        super(in, bufferBytes);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read < 0 && (inf.getRemaining() > TRAILER_BYTES || in.read() >= 0)) {
            throw new ZipException("bytes after the end of the compressed data");
        }
        return read;
    }
}
