package io.ballonet.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.cli.CommandLines;
import io.ballonet.cli.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the lines of docs/sweep.md: those of its blocks, and those within lines for schedulers as these would run them. */
final class SweepDocumentTest {
    private static final Pattern IN_CODE = Pattern.compile("`([^`\n]*\\./ballonet sweep [^`\n]*)`");
    private static final Pattern LINE = Pattern.compile("\\./ballonet sweep [^']*");

    @TempDir
    private Path temp = Path.of("");

    private static String document() throws IOException {
        return Files.readString(Home.directory().resolve("docs/sweep.md"));
    }

    /** Runs a line as in the folder; its status. */
    private int run(String line) throws Exception {
        String words = line.replace("./ballonet", "printf '%s\\n'");
        Process shell =
                new ProcessBuilder("bash", "-c", words).directory(temp.toFile()).start();
        List<String> arguments = new ArrayList<>();
        boolean isFolder = false;
        for (String word : new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            arguments.add(
                    isFolder || Files.exists(temp.resolve(word))
                            ? temp.resolve(word).toString()
                            : word);
            isFolder = word.equals("--out");
        }
        return CommandLines.run(arguments).status();
    }

    @Test
    void everyLineOfABlockRunsInTheOrderOfTheDocument() throws Exception {
        List<String> lines = document()
                .lines()
                .filter(line -> line.startsWith("./ballonet "))
                .toList();
        assertEquals(6, lines.size());
        for (String line : lines) {
            assertEquals(0, run(line), line);
        }
        for (String folder : List.of("my-sweep", "merged")) {
            assertTrue(Files.exists(temp.resolve(folder).resolve("report.html")), folder);
        }
    }

    @Test
    void everyLineOfASchedulerRunsAsTheSchedulerRunsIt() throws Exception {
        Path traces = Files.createDirectory(temp.resolve("traces"));
        Traces.make(traces.resolve("a.pt.gz"), 2_000, 1);
        List<String> lines = new ArrayList<>();
        Matcher code = IN_CODE.matcher(document());
        while (code.find()) {
            Matcher line = LINE.matcher(code.group(1));
            assertTrue(line.find(), code.group(1));
            lines.add(line.group());
        }
        assertEquals(5, lines.size(), lines.toString());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replace("{}", "2").replace("--out shared", "--out shared" + i);
            assertEquals(0, run("SLURM_ARRAY_TASK_ID=2; JOB_COMPLETION_INDEX=1; " + line), line);
            int cells = i == 0 ? 50 : 6;
            try (var files = Files.list(temp.resolve("shared" + i).resolve("cells"))) {
                assertTrue(
                        files.filter(file -> file.toString().endsWith(".json")).count() >= cells, line);
            }
        }
    }
}
