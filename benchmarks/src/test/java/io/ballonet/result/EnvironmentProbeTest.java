package io.ballonet.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvironmentProbeTest {
    @TempDir
    private Path tree;

    @BeforeEach
    void commitASource() throws IOException, InterruptedException {
        Files.writeString(tree.resolve("Source.java"), "class Source {}\n");
        git("init", "--quiet");
        git("add", "Source.java");
        git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "source");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, process.waitFor(), command.toString());
    }

    @Test
    void changedOrNewSourceMakesTheTreeDirty() throws IOException {
        assertFalse(probed().dirty());
        Files.writeString(tree.resolve("Other.java"), "class Other {}\n");
        assertTrue(probed().dirty());
        Files.delete(tree.resolve("Other.java"));
        Files.writeString(tree.resolve("Source.java"), "class Source { int field; }\n");
        assertTrue(probed().dirty());
    }

    @Test
    void resultsDoNot() throws IOException {
        Files.createDirectories(tree.resolve("results").resolve("new"));
        Files.writeString(tree.resolve("results").resolve("new").resolve("jmh.json"), "[]\n");
        assertFalse(probed().dirty());
    }

    @Test
    void absolutePathsOfTheCommandAreCut() {
        assertEquals(
                List.of("replay", "x.gz", "--out=r", "25%"),
                EnvironmentProbe.recorded(List.of("replay", "/home/ann/x.gz", "--out=/tmp/r", "25%")));
    }

    private Environment probed() {
        return EnvironmentProbe.probe(tree, List.of(), List.of(), 1);
    }
}
