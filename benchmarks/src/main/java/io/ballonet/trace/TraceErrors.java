package io.ballonet.trace;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** The messages of traces that cannot be read or written: file, line, text, mend. The one list of them. */
public final class TraceErrors {
    private static final String GRAMMAR = "'R <hex page>', 'W <hex page>' or '# comment'";

    private TraceErrors() {}

    static TraceException notAnAccess(TraceSource source, long line, byte[] text, int from, int to) {
        if (TextQuote.isBinary(text, from, Math.min(to, from + TextQuote.SHOWN_BYTES))) {
            return new TraceException(at(source, line) + TextQuote.quote(text, from, to)
                    + " looks binary; a trace is text, plain, gzip or zstd, of lines " + GRAMMAR);
        }
        return new TraceException(at(source, line) + TextQuote.quote(text, from, to) + " is not an access; a line is "
                + GRAMMAR + ": mend it or make the trace again");
    }

    static TraceException pageTooLarge(TraceSource source, long line, byte[] text, int from, int to) {
        return new TraceException(at(source, line) + TextQuote.quote(text, from, to) + " has a page number over "
                + Long.toHexString(PageAccess.MAX_PAGE) + "; pages are addresses >> 12: make the trace again");
    }

    static TraceException cutLine(TraceSource source, long line, byte[] text, int from, int to) {
        if (TextQuote.isBinary(text, from, Math.min(to, from + TextQuote.SHOWN_BYTES))) {
            return notAnAccess(source, line, text, from, to);
        }
        return new TraceException(at(source, line) + "the last line, " + TextQuote.quote(text, from, to)
                + ", has no line feed, so the file may be cut; copy it again, or end the line if it is whole");
    }

    static TraceException empty(TraceSource source, long lines) {
        return new TraceException(source.label() + ": no access in " + (lines == 0 ? "an empty file" : "its lines")
                + "; a trace has at least one line 'R <hex page>' or 'W <hex page>'");
    }

    /** A file that is cut, damaged or cannot be read, after so many good lines. */
    public static TraceException unreadable(TraceSource source, long linesRead, IOException cause) {
        String where = source.label() + ": after line " + linesRead + " ";
        if (cause instanceof EOFException) {
            return new TraceException(where + "the compressed data is cut; copy the file again", cause);
        }
        if (cause instanceof ZipException) {
            return new TraceException(
                    where + "the compressed data is damaged (" + cause.getMessage() + "); copy the file again", cause);
        }
        return new TraceException(where + "it cannot be read: " + cause.getMessage(), cause);
    }

    /** An output that cannot be made or written to its end. */
    public static TraceException unwritable(Path output, IOException cause) {
        String what = TextQuote.escape(output.toString());
        Path folder = output.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            return new TraceException(
                    what + ": its folder "
                            + (Files.exists(folder) ? "is a file; choose another" : "does not exist; make it first"),
                    cause);
        }
        if (cause instanceof AccessDeniedException || cause instanceof NoSuchFileException) {
            return new TraceException(what + ": no file can be made in its folder; choose another, or chmod it", cause);
        }
        String reason = cause instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(cause.getMessage());
        return new TraceException(
                what + " cannot be written: " + TextQuote.escape(reason) + "; make room, or choose another folder",
                cause);
    }

    static TraceException tooLong(TraceSource source, long accesses) {
        return new TraceException(source.label() + ": after " + accesses + " accesses it fills the Java heap of "
                + (Runtime.getRuntime().maxMemory() >>> 20) + " MiB; raise it with -Xmx, or cut the trace into pieces");
    }

    static TraceException tooLongToKnow(TraceSource source, long accesses) {
        return new TraceException(
                source.label() + ": " + accesses + " accesses are too many to look ahead, as opt does, in a"
                        + " Java heap of " + (Runtime.getRuntime().maxMemory() >>> 20)
                        + " MiB;\n  leave opt out, raise it with -Xmx (4 bytes an access), or take a sample");
    }

    static TraceException changed(TraceSource source, long before, long now) {
        return new TraceException(source.label() + ": " + before + " accesses when it was read first, and " + now
                + " now;\n  copy it, so that it does not change meanwhile");
    }

    private static String at(TraceSource source, long line) {
        return source.label() + ": line " + line + ": ";
    }
}
