package io.ballonet.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a trace comes from: a file, or one that ships with the project. Immutable; may be opened any number of times.
 *
 * @see ShippedTraces
 */
public final class TraceSource {
    private static final String[] SUFFIXES = {".gz", ".zst", ".pt"};

    private final String fileName;
    private final String label;
    private final @Nullable Path file;
    private final Opener opener;

    private TraceSource(String fileName, String label, @Nullable Path file, Opener opener) {
        this.fileName = fileName;
        this.label = label;
        this.file = file;
        this.opener = opener;
    }

    /**
     * A trace by the name of a shipped one, else by path. A file of the same name as a shipped trace is reached as
     * {@code ./NAME}.
     *
     * @throws TraceException if there is neither, or the path is a directory or not readable
     */
    public static TraceSource of(String nameOrPath) {
        if (ShippedTraces.names().contains(nameOrPath)) {
            return ShippedTraces.source(nameOrPath);
        }
        try {
            return ofFile(Path.of(nameOrPath));
        } catch (InvalidPathException e) {
            throw new TraceException("trace '" + TextQuote.escape(nameOrPath) + "' is not a path: " + e.getReason(), e);
        }
    }

    /**
     * A trace file.
     *
     * @throws TraceException if there is no such file, or it is a directory or not readable
     */
    public static TraceSource ofFile(Path file) {
        String shown = TextQuote.escape(file.toString());
        if (Files.isDirectory(file)) {
            throw new TraceException(shown + " is a directory; name the trace files in it");
        }
        if (!Files.exists(file)) {
            throw new TraceException(shown + ": no such file, and no shipped trace of that name; shipped: "
                    + String.join(", ", ShippedTraces.names()));
        }
        Path name = file.getFileName();
        return new TraceSource(name == null ? shown : name.toString(), shown, file, () -> openFile(file, shown));
    }

    static TraceSource ofResource(String fileName, Opener opener) {
        return new TraceSource(fileName, fileName, null, opener);
    }

    private static InputStream openFile(Path file, String shown) throws IOException {
        try {
            return Files.newInputStream(file);
        } catch (AccessDeniedException e) {
            throw new TraceException(shown + ": no permission to read it; chmod it, or copy it where you may", e);
        } catch (NoSuchFileException e) {
            throw new TraceException(shown + ": no such file any more", e);
        }
    }

    /** File name without folders, such as {@code own_cc1.pt.gz}. */
    public String fileName() {
        return fileName;
    }

    /** File name without {@code .pt}, {@code .gz} and {@code .zst}, such as {@code own_cc1}: how results name the trace. */
    public String name() {
        String name = fileName;
        for (String suffix : SUFFIXES) {
            if (name.endsWith(suffix) && name.length() > suffix.length()) {
                name = name.substring(0, name.length() - suffix.length());
            }
        }
        return name;
    }

    /** How messages name it: the path as given, with control characters escaped. */
    public String label() {
        return label;
    }

    /** Opens the raw bytes, gzip or not. The caller closes the stream. */
    InputStream openBytes() throws IOException {
        return opener.open();
    }

    /** Bytes of the file as it is stored; 0 where they cannot be known, as of a pipe. */
    public long sizeBytes() {
        try (InputStream bytes = openBytes()) {
            return file == null ? bytes.transferTo(OutputStream.nullOutputStream()) : Files.size(file);
        } catch (IOException e) {
            throw TraceErrors.unreadable(this, 0, e);
        }
    }

    /** Opens the text. The caller closes the reader. */
    public TraceReader open() {
        return TraceReader.open(this);
    }

    @Override
    public String toString() {
        return file == null ? name() : label;
    }

    /** Opens the bytes of a trace, each time from the start. */
    interface Opener {
        InputStream open() throws IOException;
    }
}
