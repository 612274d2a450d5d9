package io.ballonet.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
    @TempDir
    private Path temp = Path.of("");

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    @Test
    void writesAndReplacesAndLeavesNothingElse() throws IOException {
        WholeFile files = new WholeFile(WholeFile.Disk.REAL);
        files.write(temp.resolve("a"), "one\n");
        files.write(temp.resolve("a"), "two\n");
        assertEquals("two\n", Files.readString(temp.resolve("a")));
        assertEquals(List.of("a"), names());
    }

    @Test
    void aFullDiskLeavesTheOldFileAndNothingHalf() throws IOException {
        Files.writeString(temp.resolve("a"), "old");
        WholeFile files = new WholeFile((file, content) -> {
            Files.write(file, new byte[] {content[0]});
            throw new IOException("No space left on device");
        });
        assertThrows(IOException.class, () -> files.write(temp.resolve("a"), "new"));
        assertThrows(IOException.class, () -> files.write(temp.resolve("b"), "new"));
        assertEquals("old", Files.readString(temp.resolve("a")));
        assertEquals(List.of("a"), names());
    }

    @Test
    void writesAgainWhereAnotherProcessTookTheHalfFileForADeadOnes() throws IOException {
        int[] writes = {0};
        WholeFile files = new WholeFile((file, content) -> {
            writes[0]++;
            if (writes[0] > 2) {
                WholeFile.Disk.REAL.write(file, content);
            }
        });
        files.write(temp.resolve("a"), "text");
        assertEquals("text", Files.readString(temp.resolve("a")));
        assertEquals(3, writes[0]);
        assertThrows(
                NoSuchFileException.class,
                () -> new WholeFile((file, content) -> {}).write(temp.resolve("b"), "text"),
                "not for ever");
    }

    @Test
    void knowsItsHalfFiles() throws IOException {
        Path[] aside = new Path[1];
        WholeFile files = new WholeFile((file, content) -> {
            aside[0] = file;
            WholeFile.Disk.REAL.write(file, content);
        });
        files.write(temp.resolve("a.json"), "x");
        assertTrue(WholeFile.isAside(aside[0]), String.valueOf(aside[0]));
        assertTrue(WholeFile.isAsideOf("a.json", aside[0]), String.valueOf(aside[0]));
        assertEquals(false, WholeFile.isAsideOf("b.json", aside[0]));
        assertEquals(false, WholeFile.isAside(temp.resolve("a.json")));
    }
}
