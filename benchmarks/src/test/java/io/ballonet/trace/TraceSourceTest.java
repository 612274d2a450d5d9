package io.ballonet.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class TraceSourceTest {
    @TempDir
    Path folder;

    private static String failure(String nameOrPath) {
        return assertThrows(TraceException.class, () -> TraceSource.of(nameOrPath))
                .getMessage();
    }

    @ParameterizedTest
    @MethodSource("io.ballonet.trace.ShippedTraces#names")
    void opensEachShippedTraceByName(String name) {
        TraceSource source = TraceSource.of(name);
        assertEquals(name, source.name());
        try (TraceReader reader = source.open()) {
            assertEquals(1000, reader.read(new long[1000], 0, 1000));
            assertTrue(reader.isCompressed());
        }
    }

    @ParameterizedTest
    @CsvSource({"a.pt.gz, a", "a.pt, a", "a.gz, a", "a, a", ".pt, .pt", "a.b.pt.gz, a.b", "pt.gz, pt"})
    void namesATraceByItsFileWithoutSuffixes(String fileName, String name) throws IOException {
        Path file = Files.writeString(folder.resolve(fileName), "R 1\n");
        assertEquals(name, TraceSource.of(file.toString()).name());
        assertEquals(fileName, TraceSource.of(file.toString()).fileName());
    }

    @Test
    void namesAMissingFileAndWhatThereIs() {
        String message = failure(folder.resolve("none.pt").toString());
        assertTrue(
                message.contains("none.pt: no such file") && message.contains("own_sqlite, own_sort, own_cc1"),
                message);
    }

    @Test
    void refusesADirectory() {
        assertTrue(failure(folder.toString()).contains("is a directory"));
    }

    @Test
    void escapesControlCharactersOfPaths() {
        assertTrue(failure("a\u001b[31m\nb").contains("a\\x1b[31m\\nb: no such file"));
        assertTrue(failure("a\0b").contains("'a\\x00b' is not a path"));
        assertThrows(TraceException.class, () -> TraceSource.of(""));
    }

    @Test
    void refusesAnUnknownShippedName() {
        String message = assertThrows(TraceException.class, () -> ShippedTraces.source("own_x"))
                .getMessage();
        assertTrue(message.contains("'own_x'") && message.contains("own_cc1"), message);
    }
}
