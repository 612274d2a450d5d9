package io.ballonet.report.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.result.Environment;
import io.ballonet.result.Measurement;
import io.ballonet.result.ResultException;
import io.ballonet.result.ResultFolder;
import io.ballonet.result.SampleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportDataTest {
    private static final Environment HERE = SampleFolder.environment("AMD EPYC", "amd-epyc", "0123456789ab", false);

    @TempDir
    private Path temp;

    private Path folder(String name, Environment environment) throws IOException {
        return SampleFolder.write(temp.resolve(name), environment, SampleResult.runs());
    }

    private static Measurement row(ReportColumn column, String benchmark) {
        return column.measurements().stream()
                .filter(m -> m.subject().benchmark().equals(benchmark))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyRowKnowsTheCommandThatRepeatsIt() throws IOException {
        ReportColumn column =
                ReportData.read(List.of(folder("a", HERE))).columns().getFirst();
        assertEquals(
                "./ballonet bench micro.pin.pair-private$ -p contender=ballonet -p pin=guest -f 2 -wi 2 -i 4 -w 80ms -r 80ms"
                        + " -jvmArgsAppend -Dballonet.seed=7",
                column.command(row(column, "pair-private")));
        assertEquals("./ballonet compare --profile quick", column.command());
        String broken = column.command(row(column, "deflate-touch"));
        assertTrue(broken.contains(" -p 'contender=<b>&broken' "), broken);
    }

    @Test
    void foldersOfOneMachineAndCommitAreRoundsOfOneColumn() throws IOException {
        ReportData data = ReportData.read(List.of(folder("a", HERE), folder("b", HERE)));
        assertFalse(data.isMerged());
        assertEquals(4, data.columns().getFirst().measurements().getFirst().rounds());
        assertEquals(List.of("a", "b"), data.columns().getFirst().folders());
    }

    @Test
    void otherMachinesCommitsAndChangedSourcesAreColumnsOfTheirOwn() throws IOException {
        ReportData data = ReportData.read(List.of(
                folder("a", HERE),
                folder("b", SampleFolder.environment("AMD EPYC", "amd-epyc", "ba9876543210", false)),
                folder("c", SampleFolder.environment("Intel Xeon", "intel-xeon", "0123456789ab", false)),
                folder("d", SampleFolder.environment("AMD EPYC", "amd-epyc", "0123456789ab", true)),
                folder("e", SampleFolder.environment("AMD EPYC", "amd-epyc", "0123456789ab", true))));
        assertEquals(
                List.of(
                        "amd-epyc at 0123456",
                        "amd-epyc at ba98765",
                        "intel-xeon at 0123456",
                        "amd-epyc at 0123456 with changes",
                        "amd-epyc at 0123456 with changes (2)"),
                data.columns().stream().map(ReportColumn::label).toList());
        assertEquals(
                5 * data.columns().getFirst().measurements().size(), data.rows().size());
        assertEquals(data.columns().getFirst().summary().families(), data.families());
    }

    @Test
    void aFolderThatIsNoResultIsLeftOutBesideOneThatIs() throws IOException {
        Path none = Files.createDirectory(temp.resolve("none"));
        ReportData data = ReportData.read(List.of(none, folder("a", HERE)));
        assertEquals(1, data.columns().size());
        assertTrue(
                data.leftOut().getFirst().contains("not a result folder: " + none),
                data.leftOut().toString());
        assertTrue(data.isDamaged());
        assertThrows(ResultException.class, () -> ReportData.read(List.of(none)));
    }

    @Test
    void whatIsCutOrEditedIsAFaultAndTheRestIsKept() throws IOException {
        Path folder = folder("a", HERE);
        Path jmh = folder.resolve(ResultFolder.JMH);
        String whole = Files.readString(jmh);
        Files.writeString(jmh, whole.substring(0, whole.length() * 2 / 3));
        Files.writeString(folder.resolve("x-response.hlog"), "no log");
        Files.writeString(folder.resolve("balloon-size.csv"), "time_us,a_balloon\n1,2\n3\n");
        ReportColumn column = ReportData.read(List.of(folder)).columns().getFirst();
        assertTrue(column.measurements().size() > 10);
        String faults = String.join("\n", column.faults());
        assertTrue(faults.contains("jmh.json is cut or damaged behind run"), faults);
        assertTrue(faults.contains("x-response.hlog is no whole latency log"), faults);
        assertTrue(faults.contains("balloon-size.csv: line 3 has another number of cells"), faults);
    }

    @Test
    void aSummaryOfAnotherSchemaIsNotLookedAt() throws IOException {
        Path folder = folder("a", HERE);
        Files.writeString(folder.resolve(ResultFolder.SUMMARY), "{\"schema\": 99}");
        assertFalse(ReportData.read(List.of(folder)).isDamaged());
    }

    @Test
    void anEnvironmentWithoutItsFieldsIsUnknownAndNoFailure() throws IOException {
        Path folder = folder("a", HERE);
        Files.writeString(
                folder.resolve(ResultFolder.ENVIRONMENT), "{\"cpu\": \"x\", \"run\": {\"profile\": \"quick\"}}");
        Environment environment =
                ReportData.read(List.of(folder)).columns().getFirst().environment();
        assertEquals("x", environment.cpu());
        assertEquals("unknown", environment.commit());
        assertEquals(List.of(), environment.jvmFlags());
    }

    @Test
    void latencyLogsOfARowBecomeItsCurve() throws IOException {
        Path folder = folder("a", HERE);
        ReportColumn before = ReportData.read(List.of(folder)).columns().getFirst();
        Measurement m = row(before, "pair-latency");
        assertTrue(before.latency(m, "response").isEmpty());
        SampleFolder.latencyLog(folder, m.subject(), "response");
        ReportColumn column = ReportData.read(List.of(folder)).columns().getFirst();
        LatencyCurve curve = column.latency(m, "response").orElseThrow();
        assertEquals(1_000, curve.count());
        assertEquals(1_000_000, curve.points().getLast().ns(), 1_000);
        LatencyCurve.Point ninety = curve.points().stream()
                .filter(point -> point.oneIn() >= 10)
                .findFirst()
                .orElseThrow();
        assertEquals(900_000 + 100_000 * (1 - 10 / ninety.oneIn()), ninety.ns(), 5_000);
        assertTrue(column.latency(m, "service").isEmpty());
        assertEquals(8, column.iterations(m).size());
    }
}
