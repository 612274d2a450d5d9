package io.ballonet.trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Makes trace files for tests and reads them whole. */
final class TraceFiles {
    private TraceFiles() {}

    static TraceSource text(Path folder, String text) {
        return bytes(folder, "t.pt", text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static TraceSource bytes(Path folder, String name, byte[] bytes) {
        try {
            return TraceSource.ofFile(Files.write(folder.resolve(name), bytes));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return compressed.toByteArray();
    }

    /** Every access, read {@code batch} at a time. */
    static List<Long> readAll(TraceSource source, int batch) {
        List<Long> all = new ArrayList<>();
        long[] target = new long[batch + 2];
        try (TraceReader reader = source.open()) {
            for (int count = reader.read(target, 1, batch); count > 0; count = reader.read(target, 1, batch)) {
                for (int i = 1; i <= count; i++) {
                    all.add(target[i]);
                }
            }
        }
        return all;
    }

    static List<Long> readAll(TraceSource source) {
        return readAll(source, 1000);
    }
}
