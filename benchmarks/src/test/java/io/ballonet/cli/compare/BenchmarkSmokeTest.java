package io.ballonet.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.cli.JvmFlags;
import io.ballonet.cli.Registries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;

/** The benchmark smoke of {@code verify}: one JVM runs them all, one iteration each, so that it takes seconds. */
final class BenchmarkSmokeTest {
    private static final TimePlan ONE_SHORT_ITERATION =
            new TimePlan(1, 0, 1, Duration.ofMillis(10), Duration.ofSeconds(10));

    @TempDir
    private Path temp = Path.of("");

    @Test
    void everyBenchmarkRunsOnce() throws Exception {
        Path log = temp.resolve("jmh.log");
        List<String> failures = new ArrayList<>();
        Availability here = Availability.of(BenchmarkCatalogue.load().firstRows(), List.of(), Registries::unavailable);
        here.leftOut().forEach(System.out::println);
        List<BenchmarkRow> rows = here.rows();
        assertFalse(rows.isEmpty());
        try (SharedJvm jvm = new SharedJvm(JvmFlags.list(), log)) {
            for (BenchmarkRow row : rows) {
                try {
                    assertTrue(jvm.run(row, ONE_SHORT_ITERATION).contains("primaryMetric"), row.benchmark());
                } catch (RowRunner.RowFailure e) {
                    failures.add(row.benchmark() + " " + row.parameters() + ": " + e.getMessage());
                }
            }
        }
        assertEquals(List.of(), failures, () -> read(log));
    }

    @Test
    void rowThatFailsOrEndsItsJvmIsNamedAndTheNextRuns() throws Exception {
        try (SharedJvm jvm = new SharedJvm(JvmFlags.list(), temp.resolve("jmh.log"))) {
            assertTrue(failure(jvm, "fails").contains("frame lost"));
            assertTrue(failure(jvm, "endsItsJvm").startsWith("its JVM ended"));
            assertTrue(jvm.run(faulty("works"), ONE_SHORT_ITERATION).contains("primaryMetric"));
        }
    }

    private static String failure(SharedJvm jvm, String method) {
        return String.valueOf(
                assertThrows(RowRunner.RowFailure.class, () -> jvm.run(faulty(method), ONE_SHORT_ITERATION))
                        .getMessage());
    }

    private static BenchmarkRow faulty(String method) {
        return new BenchmarkRow(
                "io.ballonet.cli.compare.example.FaultyBenchmark.faulty",
                Mode.AverageTime,
                Map.of("fault", method),
                1,
                List.of());
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
