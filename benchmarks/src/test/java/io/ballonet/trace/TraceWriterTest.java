package io.ballonet.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceWriterTest {
    @TempDir
    Path folder;

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void writesTheTextThatTheFormatDescribes() throws IOException {
        Path target = folder.resolve("t.pt");
        try (TraceWriter writer = TraceWriter.create(target)) {
            writer.comment("made by\na test\u0007");
            writer.write(0, false);
            writer.write(0x1fff000, true);
            writer.write(PageAccess.MAX_PAGE, false);
            writer.commit();
        }
        assertEquals("# made by\\na test\\x07\nR 0\nW 1fff000\nR 3fffffffffffffff\n", Files.readString(target));
        assertEquals(List.of("t.pt"), files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.pt", "t.pt.gz"})
    void readsBackWhatItWrote(String name) {
        long seed = 17;
        Random random = new Random(seed);
        long[] accesses = random.longs(50_000)
                .map(bits -> bits >>> (1 + random.nextInt(63)))
                .toArray();
        Path target = folder.resolve(name);
        try (TraceWriter writer = TraceWriter.create(target)) {
            writer.write(accesses, 0, accesses.length);
            writer.commit();
        }
        List<Long> expected = new ArrayList<>();
        for (long access : accesses) {
            expected.add(access);
        }
        TraceSource source = TraceSource.ofFile(target);
        assertEquals(expected, TraceFiles.readAll(source), "seed=" + seed);
        assertEquals(name.endsWith(".gz"), TraceInfo.read(source).compressedBytes() > 0);
    }

    @Test
    void refusesToOverwrite() throws IOException {
        Path target = Files.writeString(folder.resolve("t.pt"), "mine");
        String message = assertThrows(TraceException.class, () -> TraceWriter.create(target))
                .getMessage();
        assertTrue(message.contains("t.pt exists"), message);
        assertEquals("mine", Files.readString(target));
    }

    @Test
    void refusesToReplaceAFileThatAppearedMeanwhile() throws IOException {
        Path target = folder.resolve("t.pt");
        try (TraceWriter writer = TraceWriter.create(target)) {
            writer.write(1, false);
            Files.writeString(target, "mine");
            assertTrue(assertThrows(TraceException.class, writer::commit)
                    .getMessage()
                    .contains("exists"));
        }
        assertEquals("mine", Files.readString(target));
        assertEquals(List.of("t.pt"), files());
    }

    @Test
    void leavesNothingBehindWithoutCommit() throws IOException {
        Path target = folder.resolve("t.pt.gz");
        try (TraceWriter writer = TraceWriter.create(target)) {
            writer.write(1, true);
            assertFalse(Files.exists(target));
        }
        assertEquals(List.of(), files());
    }

    @Test
    void refusesToCommitATraceWithoutAccess() throws IOException {
        try (TraceWriter writer = TraceWriter.create(folder.resolve("t.pt"))) {
            writer.comment("nothing");
            assertThrows(TraceException.class, writer::commit);
        }
        assertEquals(List.of(), files());
    }

    @Test
    void namesAFolderThatDoesNotExist() {
        Path target = folder.resolve("none").resolve("t.pt");
        String message = assertThrows(TraceException.class, () -> TraceWriter.create(target))
                .getMessage();
        assertTrue(message.contains("t.pt: its folder does not exist"), message);
    }

    @Test
    void refusesPageNumbersOutOfRange() {
        try (TraceWriter writer = TraceWriter.create(folder.resolve("t.pt"))) {
            assertThrows(IllegalArgumentException.class, () -> writer.write(-1, false));
            assertThrows(IllegalArgumentException.class, () -> writer.write(PageAccess.MAX_PAGE + 1, false));
        }
    }
}
