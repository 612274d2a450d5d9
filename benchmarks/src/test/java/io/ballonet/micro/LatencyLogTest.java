package io.ballonet.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LatencyLogTest {
    @TempDir
    Path directory;

    private long now;

    @Test
    void logHoldsTheHistogramAndNothingIsLeftUnfinished() throws IOException {
        LatencyLog.write(loopOf(100, 250), "Scan.select {contender=clock}", directory);
        assertEquals(
                List.of(
                        "scan.select-contender=clock-missed-rate-response.hlog",
                        "scan.select-contender=clock-missed-rate-service.hlog"),
                files());
        Path service = directory.resolve("scan.select-contender=clock-missed-rate-service.hlog");
        assertTrue(Files.getPosixFilePermissions(service).contains(PosixFilePermission.OTHERS_READ));
        try (HistogramLogReader reader = new HistogramLogReader(service.toFile())) {
            EncodableHistogram read = reader.nextIntervalHistogram();
            assertEquals(251, read.getMaxValueAsDouble(), 1);
        }
    }

    @Test
    void logHoldsAnIntervalALineThatTogetherAreTheWholeRun() throws IOException {
        OpenLoop loop = OpenLoop.withClock(1_000_000, () -> now++);
        int[] operations = {30, 10, 20};
        for (int interval = 0; interval < operations.length; interval++) {
            loop.restart();
            for (int i = 0; i < operations[interval]; i++) {
                loop.awaitStart();
                now += 100L * (interval + 1);
                loop.finish();
            }
            loop.endInterval();
            now += 5_000_000;
        }
        LatencyLog.write(loop, "run", directory);
        Histogram all = new Histogram(OpenLoop.HIGHEST_NANOS, 3);
        try (HistogramLogReader reader =
                new HistogramLogReader(directory.resolve("run-service.hlog").toFile())) {
            double before = -1;
            for (int operation : operations) {
                Histogram read = (Histogram) reader.nextIntervalHistogram();
                assertEquals(operation, read.getTotalCount());
                assertTrue(read.getStartTimeStamp() >= before, "intervals follow one another");
                before = read.getEndTimeStamp();
                all.add(read);
            }
            assertNull(reader.nextIntervalHistogram());
        }
        assertEquals(loop.service(), all);
        assertEquals(60, loop.response().getTotalCount());
    }

    @Test
    void secondRunOfANameReplacesNothing() throws IOException {
        LatencyLog.write(loopOf(100, 1), "scan", directory);
        LatencyLog.write(loopOf(100, 1), "scan", directory);
        assertEquals(
                List.of("scan-response-2.hlog", "scan-response.hlog", "scan-service-2.hlog", "scan-service.hlog"),
                files());
    }

    @Test
    void folderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("taken"));
        UncheckedIOException failure =
                assertThrows(UncheckedIOException.class, () -> LatencyLog.write(loopOf(1, 1), "scan", file));
        assertTrue(failure.toString().contains("taken"), failure.toString());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private OpenLoop loopOf(int operations, int serviceNanos) {
        OpenLoop loop = OpenLoop.withClock(10_000_000, () -> now++);
        for (int i = 0; i < operations; i++) {
            loop.awaitStart();
            now += serviceNanos;
            loop.finish();
        }
        return loop;
    }
}
