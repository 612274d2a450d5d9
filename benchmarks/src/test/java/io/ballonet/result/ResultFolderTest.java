package io.ballonet.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class ResultFolderTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

    @TempDir
    private Path temp = Path.of("");

    @Test
    void secondRunOfADayGetsANumber() {
        assertEquals("2026-11-27-compare-quick-amd-epyc", publish(null));
        assertEquals("2026-11-27-compare-quick-amd-epyc-2", publish(null));
        assertEquals("2026-11-27-compare-quick-amd-epyc-3", publish(null));
        assertEquals("2026-11-27-compare-quick-amd-epyc-partial", publish("partial"));
    }

    @Test
    void nothingHasTheNameBeforeItIsPublished() throws IOException {
        ResultFolder folder = ResultFolder.at(temp.resolve("out"));
        folder.write("summary.json", "{}");
        Files.createFile(folder.aside().resolve("latency123.unfinished"));
        assertFalse(Files.exists(temp.resolve("out")));
        folder.publish("partial");
        assertFalse(Files.exists(temp.resolve("out/latency123.unfinished")));
        assertEquals("{}", Files.readString(temp.resolve("out/summary.json")));
    }

    @Test
    void discardLeavesNothing() throws IOException {
        ResultFolder folder = ResultFolder.at(temp.resolve("out"));
        folder.write("jmh.log", "x");
        folder.discard();
        try (Stream<Path> left = Files.list(temp)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void folderThatHoldsSomethingIsRefused() throws IOException {
        Files.writeString(temp.resolve("file"), "x");
        String message = refusal(() -> ResultFolder.at(temp));
        assertTrue(message.contains(temp.toString()) && message.contains("name a new one"), message);
    }

    @Test
    void emptyFolderIsTaken() throws IOException {
        Files.createDirectory(temp.resolve("out"));
        ResultFolder folder = ResultFolder.at(temp.resolve("out"));
        folder.write("summary.json", "{}");
        assertEquals(temp.resolve("out"), folder.publish(null));
    }

    @Test
    void placeThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(temp.resolve("file"), "x");
        String message = refusal(() -> ResultFolder.at(temp.resolve("file").resolve("out")));
        assertTrue(message.startsWith("cannot write into") && message.contains("--out"), message);
    }

    @Test
    void summaryIsTheSameWhenMadeAgainFromRawFiles() throws IOException {
        Subject subject = new Subject(
                "pin",
                "pair",
                "x",
                Kind.FOIL,
                2,
                new TreeMap<>(java.util.Map.of("order", 0L)),
                "ns/op",
                1,
                "cas",
                1,
                2,
                null);
        String jmh = """
                [{"jvm": "/usr/lib/java", "jvmArgs": ["-Xmx1g", "-Dballonet.results=/home/ann/r"],
                  "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[1.0, 3.0]]},
                  "secondaryMetrics": {"refused": {"score": 7.0, "scoreUnit": "#", "scoreError": "NaN"}}}]""";
        Surroundings surroundings = new Surroundings(90, 300, Double.NaN, Double.NaN);
        String text = JmhFile.write(List.of(JmhFile.entry(jmh, List.of(subject), 0, surroundings)));
        assertFalse(text.contains("/home/ann") || text.contains("/usr/lib"), text);
        RunFacts facts = new RunFacts("quick", true, false, 1, 2, 50, 1, List.of());
        Files.writeString(temp.resolve("jmh.json"), text);
        Files.writeString(temp.resolve("environment.json"), ResultFiles.environment(SampleResult.environment(), facts));
        Summary summary = ResultFiles.read(List.of(temp));
        Measurement m = summary.measurements().getFirst();
        assertEquals(subject, m.subject());
        assertEquals(2, m.value());
        assertEquals(new Counter(7, "#"), m.counters().get("refused"));
        assertEquals(List.of("moved"), m.flags());
        assertEquals(facts, summary.run());
        assertEquals(SampleResult.environment(), summary.environment());
        assertEquals(
                2,
                ResultFiles.read(List.of(temp, temp)).measurements().getFirst().rounds());
    }

    @Test
    void folderThatIsNoResultIsNamed() {
        String message = refusal(() -> ResultFiles.read(List.of(temp)));
        assertTrue(message.startsWith("not a result folder: " + temp), message);
    }

    @Test
    void cutRawFileIsNamedInOneLine() throws IOException {
        Files.writeString(temp.resolve("environment.json"), "{\"cpu\": ");
        String message = refusal(() -> ResultFiles.read(List.of(temp)));
        assertTrue(message.contains("environment.json") && message.lines().count() == 1, message);
    }

    private static String refusal(Executable action) {
        return String.valueOf(assertThrows(ResultException.class, action).getMessage());
    }

    private String publish(@Nullable String mark) {
        ResultFolder folder = ResultFolder.under(temp, DAY, "compare-quick", "amd-epyc");
        folder.write("summary.json", "{}");
        return String.valueOf(folder.publish(mark).getFileName());
    }

    @Test
    void fileThatCannotBeReplacedIsAsItWas() throws IOException {
        Path file = Files.writeString(temp.resolve("summary.json"), "old");
        Path inTheWay = Files.createDirectory(temp.resolve(".summary.json.new"));
        Files.createFile(inTheWay.resolve("x"));
        assertThrows(ResultException.class, () -> ResultFolder.replace(file, "new"));
        assertEquals("old", Files.readString(file));
        Files.delete(inTheWay.resolve("x"));
        Files.delete(inTheWay);
        ResultFolder.replace(file, "new");
        assertEquals("new", Files.readString(file));
        try (Stream<Path> files = Files.list(temp)) {
            assertEquals(List.of(file), files.toList());
        }
    }
}
