package io.ballonet.trace.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.trace.TraceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Imports small texts in a folder of their own. */
final class Imports {
    private Imports() {}

    static TraceImport as(ForeignFormat format) {
        return new TraceImport(format, false, 0);
    }

    /** The page trace of a text. */
    static String imported(Path folder, TraceImport how, String text) throws IOException {
        return imported(folder, how, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The page trace of a file's bytes. */
    static String imported(Path folder, TraceImport how, byte[] bytes) throws IOException {
        Path output = folder.resolve("out.pt");
        Files.deleteIfExists(output);
        how.run(Files.write(folder.resolve("in"), bytes), output, (done, whole) -> {});
        return Files.readString(output);
    }

    /** The message of a file that is refused; holds that it is at most two lines and that nothing is left behind. */
    static String refused(Path folder, TraceImport how, byte[] bytes) throws IOException {
        Path input = Files.write(folder.resolve("in"), bytes);
        Path output = folder.resolve("out.pt");
        Files.deleteIfExists(output);
        String message = assertThrows(TraceException.class, () -> how.run(input, output, (done, whole) -> {}))
                .getMessage();
        assertTrue(message.lines().count() <= 2, message);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(input), files.toList());
        }
        return message.replace(folder + "/", "");
    }

    static String refused(Path folder, TraceImport how, String text) throws IOException {
        return refused(folder, how, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
