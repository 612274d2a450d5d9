package io.ballonet.cli.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.ballonet.cli.UserError;
import io.ballonet.result.ResultException;
import io.ballonet.result.SyntheticRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class DiffCommandTest {
    private static final Map<Integer, Double> NOTHING = Map.of();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path temp = Path.of("");

    private Path base = Path.of("");
    private Path slower = Path.of("");

    /** What a command line did. */
    private record Ended(int status, String out, String err) {}

    @BeforeEach
    void twoFolders() throws IOException {
        base = SyntheticRun.write(temp.resolve("base"), SyntheticRun.rows(1, 12, 10, 0.01, 0, NOTHING));
        slower = SyntheticRun.write(temp.resolve("slower"), SyntheticRun.rows(2, 12, 10, 0.01, 0, Map.of(3, 1.2)));
    }

    @Test
    void plantedSlowdownEndsWithOneAndIsTheFirstRow() {
        Ended ended = diff(base, slower);
        assertEquals(1, ended.status(), ended.err());
        List<String> lines = ended.out().lines().toList();
        assertEquals("slower: 1 row", lines.getFirst());
        assertTrue(
                lines.get(2).matches("!\\s+\\+\\d\\d\\.\\d %.* 10:10  allocator/pair r3, order 0, 2 threads:"),
                lines.get(2));
        assertTrue(ended.out().contains("12 rows: 1 slower (1 by 5 % or more), 0 faster"), ended.out());
        assertTrue(lines.stream().allMatch(line -> line.length() <= 100), ended.out());
        assertEquals("", ended.err());
    }

    @Test
    void slowdownBelowTheThresholdIsListedAndEndsWithZero() {
        Ended ended = diff(base, slower, "--threshold", "40%");
        assertEquals(0, ended.status());
        assertTrue(ended.out().contains("1 slower (0 by 40 % or more)"), ended.out());
    }

    @Test
    void samplesMultipliedInACopyAreFound() throws IOException {
        Path copy = SyntheticRun.write(temp.resolve("copy"), SyntheticRun.rows(1, 12, 10, 0.01, 0, Map.of(5, 1.15)));
        Ended ended = diff(base, copy);
        assertEquals(1, ended.status());
        assertTrue(ended.out().contains("allocator/pair r5"), ended.out());
    }

    @Test
    void sameFolderTwiceShowsNoDifference() {
        Ended ended = diff(base, base);
        assertEquals(0, ended.status());
        assertTrue(ended.out().contains("12 rows: 0 slower"), ended.out());
        assertTrue(ended.out().contains("12 no difference shown"), ended.out());
        assertEquals("note: both are the same folder: " + base + "\n", ended.err());
    }

    @Test
    void allShowsTheRowsWithoutADifferenceToo() {
        assertFalse(diff(base, slower).out().contains("allocator/pair r4"));
        assertTrue(diff(base, slower, "--all").out().contains("allocator/pair r4"));
    }

    @Test
    void csvAndJsonHoldEveryRowAndNothingElse() throws IOException {
        List<String> csv = diff(base, slower, "--format", "csv").out().lines().toList();
        assertEquals(13, csv.size());
        assertTrue(csv.getFirst().startsWith("verdict,regression,family,"), csv.getFirst());
        assertTrue(csv.get(1).startsWith("slower,yes,allocator,pair,r3,2,order=0,ns/op,"), csv.get(1));
        JsonNode json = MAPPER.readTree(diff(base, slower, "--format", "json").out());
        assertEquals(12, json.size());
        assertEquals(0.2, json.get(0).path("change").asDouble(), 0.05);
        assertTrue(json.get(0).path("change_low").asDouble()
                < json.get(0).path("change_high").asDouble());
        assertEquals(1, json.get(0).path("cliffs_delta").asDouble());
    }

    @Test
    void folderThatIsNoneIsNamedWithTheMend() {
        Ended ended = diff(temp, slower);
        assertEquals(2, ended.status());
        assertTrue(
                ended.err().contains("not a result folder: " + temp + " has no environment.json; name a folder"),
                ended.err());
    }

    @Test
    void runsBeforeACutAreComparedAndTheEndIsTwo() throws IOException {
        Path file = base.resolve("jmh.json");
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() * 3 / 4));
        Ended ended = diff(base, base);
        assertEquals(2, ended.status());
        assertTrue(
                ended.err().contains("jmh.json is cut or damaged behind run 89, the rest is left out; copy it again"),
                ended.err());
        assertTrue(ended.out().contains("9 rows: 0 slower"), ended.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[", "nothing", "[{\"a\":"})
    void fileWithoutAWholeRunIsRefused(String text) throws IOException {
        Files.writeString(base.resolve("jmh.json"), text);
        Ended ended = diff(base, slower);
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains(base.resolve("jmh.json").toString()), ended.err());
        assertTrue(ended.err().lines().count() <= 2, ended.err());
    }

    @Test
    void anotherSchemaIsRefused() throws IOException {
        replace(base.resolve("summary.json"), "\"schema\" : 2", "\"schema\" : 1");
        Ended ended = diff(base, slower);
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("summary.json has schema 1 and this version reads 2"), ended.err());
    }

    @Test
    void rawRunThatWasEditedIsLeftOut() throws IOException {
        edit(base, "primaryMetric", "score");
        Ended ended = diff(base, slower);
        assertEquals(1, ended.status());
        assertTrue(
                ended.err().contains("run 1 of jmh.json is left out: edited, its score is not that of its iterations"),
                ended.err());
    }

    @Test
    void timeBelowZeroIsNoTime() throws IOException {
        replace(base.resolve("jmh.json"), "\"score\" : ", "\"score\" : -");
        Path file = base.resolve("jmh.json");
        Files.writeString(
                file, Files.readString(file).replaceAll("(?s)\"rawData\" : \\[.*?]\\s*]", "\"rawData\" : []"));
        Ended ended = diff(base, slower);
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("run 1 of jmh.json is left out: edited, a value is below zero"), ended.err());
        assertTrue(ended.err().contains("117 more runs left out"), ended.err());
    }

    @Test
    void summaryThatWasEditedIsNoted() throws IOException {
        replace(base.resolve("summary.json"), "\"value\" : ", "\"value\" : 1");
        Ended ended = diff(base, slower);
        assertEquals(1, ended.status());
        assertTrue(ended.err().contains("summary.json does not say what the raw runs say"), ended.err());
    }

    @Test
    void summaryThatIsCutIsNotedAndTheRawRunsAreCompared() throws IOException {
        Files.writeString(base.resolve("summary.json"), "{\"schema\" : 1, \"meas");
        Ended ended = diff(base, slower);
        assertEquals(1, ended.status());
        assertTrue(ended.err().contains("summary.json does not say what the raw runs say"), ended.err());
    }

    @Test
    void environmentThatIsCutOrNoTextIsNamedWithTheMend() throws IOException {
        Path file = base.resolve("environment.json");
        Files.writeString(file, "{\"cpu\" : ");
        assertTrue(diff(base, slower).err().startsWith("cannot read " + file + ": Unexpected end-of-input"));
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertEquals(
                "cannot read " + file + ": it is no UTF-8 text; copy it again from where it was made",
                diff(base, slower).err());
    }

    @Test
    void roundThatIsThereTwiceCountsOnce() throws IOException {
        ArrayNode runs = (ArrayNode) MAPPER.readTree(base.resolve("jmh.json").toFile());
        runs.add(runs.get(0).deepCopy());
        Files.writeString(base.resolve("jmh.json"), runs.toString());
        Ended ended = diff(base, base);
        assertEquals(2, ended.status());
        assertTrue(
                ended.err().contains("run 121 of jmh.json is left out: it is round 0 of allocator/pair r0"),
                ended.err());
    }

    @Test
    void otherMachineIsOneLine() throws IOException {
        replace(slower.resolve("environment.json"), "\"AMD EPYC\"", "\"AMD\\u001b[31m EPYC 2\"");
        Ended ended = diff(base, slower);
        assertEquals("note: machines differ: cpu AMD EPYC and AMD\\u001b[31m EPYC 2\n", ended.err());
    }

    @Test
    void rowsThatOnlyOneHasAreNoted() throws IOException {
        replace(slower.resolve("jmh.json"), "\"r11\"", "\"other\"");
        Files.delete(slower.resolve("summary.json"));
        Ended ended = diff(base, slower);
        assertTrue(
                ended.err().contains("only in " + base + ": 1 row of families that both have, such as"), ended.err());
        assertTrue(ended.out().contains("11 rows: "), ended.out());
        replace(slower.resolve("jmh.json"), "\"allocator\"", "\"scan\"");
        Ended none = diff(base, slower);
        assertEquals(2, none.status());
        assertTrue(none.err().contains("only in " + base + ": allocator\n"), none.err());
        assertTrue(none.err().contains("nothing to compare"), none.err());
    }

    @Test
    void smokeRunIsNoMeasurement() throws IOException {
        replace(base.resolve("environment.json"), "\"measurement\" : true", "\"measurement\" : false");
        Ended ended = diff(base, slower);
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("smoke run: " + base + " holds no measurement"), ended.err());
    }

    @Test
    void hostileNamesDoNotReachTheTerminal() throws IOException {
        for (Path folder : List.of(base, slower)) {
            replace(folder.resolve("jmh.json"), "\"r3\"", "\"r3\\u001b[2J\\u202e\\n\\u009b31m\"");
        }
        Pattern hostile = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\n]]");
        for (String format : List.of("table", "csv", "json")) {
            Ended ended = diff(base, slower, "--format", format);
            assertTrue(ended.out().contains("r3\\u001b") || ended.out().contains("r3\\\\u001b"), ended.out());
            assertFalse(hostile.matcher(ended.out() + ended.err()).find(), ended.out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5%", "five", "5%%", "1e9", ""})
    void thresholdThatIsNoneIsRefused(String threshold) {
        assertEquals(2, diff(base, slower, "--threshold", threshold).status());
    }

    @Test
    void unknownFamilyIsNamedWithTheNearest() {
        Ended ended = diff(base, slower, "--family", "alocator");
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("--family: unknown family 'alocator'; did you mean 'allocator'?"), ended.err());
    }

    /** Replaces one number of the first run. */
    private static void edit(Path folder, String object, String field) throws IOException {
        Path file = folder.resolve("jmh.json");
        ArrayNode runs = (ArrayNode) MAPPER.readTree(file.toFile());
        runs.get(0).withObject("/" + object).put(field, 3);
        Files.writeString(file, runs.toString());
    }

    private static void replace(Path file, String text, String by) throws IOException {
        Files.writeString(file, Files.readString(file).replace(text, by));
    }

    private static Ended diff(Path base, Path current, String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new DiffCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((thrown, failed, parsed) -> {
                    if (thrown instanceof UserError || thrown instanceof ResultException) {
                        err.append(thrown.getMessage());
                        return 2;
                    }
                    throw thrown;
                });
        String[] arguments = new String[options.length + 2];
        arguments[0] = base.toString();
        arguments[1] = current.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return new Ended(line.execute(arguments), out.toString(), err.toString());
    }
}
