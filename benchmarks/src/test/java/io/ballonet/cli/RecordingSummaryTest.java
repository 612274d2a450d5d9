package io.ballonet.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.telemetry.InflateEvent;
import io.ballonet.telemetry.ShootdownEvent;
import io.ballonet.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code profile} says of a recording. */
final class RecordingSummaryTest {
    @Test
    void timesOfOurEventsAreThoseThatTheyCarry(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("events.jfr");
        try (Recording recording = new Recording(Telemetry.settings())) {
            recording.start();
            ShootdownEvent.emit(1, 2, 3, 4_000_000, "");
            InflateEvent.emit(1, 1, 512, 512, 0);
            recording.stop();
            recording.dump(file);
        }
        String text = RecordingSummary.of(file);
        assertTrue(text.matches("(?s).*Shootdown +1 +4\\.0 +4000\\.0 +4000\\.0 +4000\\.0\n.*"), text);
        assertTrue(text.matches("(?s).*Inflate +1 +- +- +- +-\n.*"), text);
    }
}
