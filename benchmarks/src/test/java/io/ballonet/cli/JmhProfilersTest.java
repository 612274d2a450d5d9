package io.ballonet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JmhProfilersTest {
    @TempDir
    private Path temp = Path.of("");

    @Test
    void asyncProfilerGetsTheLibraryWhereNoneIsNamed() {
        assertEquals(
                List.of("Pair", "-prof", "async:libPath=/l.so", "-prof", "async:libPath=/l.so;output=flamegraph"),
                JmhProfilers.withLibrary(
                        List.of("Pair", "-prof", "async", "-prof", "async:output=flamegraph"), () -> Path.of("/l.so")));
    }

    @Test
    void whatNamesALibraryOrIsNoProfilerStays() {
        List<String> arguments = List.of("async", "-prof", "async:libPath=/own.so", "-prof", "gc", "-p", "async");
        assertEquals(arguments, JmhProfilers.withLibrary(arguments, () -> {
            throw new AssertionError("nobody asked for a library");
        }));
    }

    @Test
    void countersThatTheKernelDoesNotShowAreSaidWithTheMend() {
        UserError error = assertThrows(
                UserError.class, () -> JmhProfilers.check(List.of("-prof", "perfnorm:events=cycles"), temp, ""));
        assertEquals(1, error.status());
        assertTrue(
                String.valueOf(error.getMessage())
                        .startsWith("-prof perfnorm: the kernel shows no hardware counters here"),
                error.getMessage());
        JmhProfilers.check(List.of("-prof", "gc", "perfnorm"), temp, "");
    }

    @Test
    void missingPerfIsSaidWithTheMend() throws Exception {
        Files.createDirectory(temp.resolve("cpu"));
        UserError error = assertThrows(
                UserError.class, () -> JmhProfilers.check(List.of("-prof", "perfasm"), temp, temp.toString()));
        assertTrue(String.valueOf(error.getMessage()).startsWith("-prof perfasm: perf is not installed"));
        Path perf = Files.createFile(temp.resolve("perf"));
        assertTrue(perf.toFile().setExecutable(true));
        JmhProfilers.check(List.of("-prof", "perfasm"), temp, temp.toString());
    }
}
