package io.ballonet.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ballonet.telemetry.InflateEvent;
import io.ballonet.telemetry.ScanPassEvent;
import io.ballonet.telemetry.ShootdownEvent;
import io.ballonet.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from a recording, on recordings that the test makes of its own events. */
final class RecordedProfileTest {
    private static final String HOSTILE = "</script><script>alert(1)</script>&\"'\u001b[2J";

    @TempDir
    private Path temp = Path.of("");

    /** An event of somebody else, in our category. */
    @Name("example.Eviction")
    @Category("Ballonet")
    private static final class EvictionEvent extends Event {
        private String cause = "";
    }

    private RecordedProfile recorded(Runnable events) throws IOException {
        Path file = temp.resolve("recording.jfr");
        try (Recording recording = new Recording(Telemetry.settings())) {
            recording.start();
            events.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordedProfile.read(file);
    }

    private static void phase(boolean measured, Runnable events) {
        PhaseEvent phase = PhaseEvent.begin(measured ? "iteration" : "warm-up", measured, Long.MAX_VALUE);
        events.run();
        phase.commit();
    }

    private static EventFigures row(List<EventFigures> figures, String type, String attribute) {
        return figures.stream()
                .filter(row -> row.type().equals(type) && row.attribute().equals(attribute))
                .findFirst()
                .orElseThrow(() -> new AssertionError(figures));
    }

    @Test
    void timesOfOurEventsAreThoseThatTheyCarry() throws IOException {
        List<EventFigures> figures = recorded(() -> {
                    ShootdownEvent.emit(1, 2, 3, 4_000_000, "");
                    InflateEvent.emit(1, 1, 512, 512, 0);
                })
                .figures();
        assertEquals(
                new EventFigures(
                        "Shootdown", "", true, 1, 4_000_000, 4_000_000, 4_000_000, 4_000_000, 4_000_000, 4_000_000),
                row(figures, "Shootdown", ""));
        assertFalse(row(figures, "Inflate", "").timed());
    }

    @Test
    void figuresAreOfTheMeasuredPhasesAlone() throws IOException {
        List<EventFigures> figures = recorded(() -> {
                    phase(false, () -> ShootdownEvent.emit(1, 1, 1, 9_000, ""));
                    phase(true, () -> ShootdownEvent.emit(1, 2, 1, 5_000, ""));
                    ShootdownEvent.emit(1, 3, 1, 7_000, "");
                    phase(true, () -> ShootdownEvent.emit(1, 4, 1, 6_000, ""));
                })
                .figures();
        EventFigures shootdowns = row(figures, "Shootdown", "");
        assertEquals(2, shootdowns.count());
        assertEquals(11_000, shootdowns.totalNs());
        assertTrue(figures.stream().noneMatch(row -> row.type().equals("Phase")), figures.toString());
    }

    @Test
    void whatGoesOnAfterThePlannedEndOfAPhaseIsNotMeasured() throws IOException {
        RecordedProfile profile = recorded(() -> {
            PhaseEvent phase = PhaseEvent.begin("iteration", true, 1);
            ShootdownEvent.emit(1, 1, 1, 1, "");
            phase.commit();
        });
        assertTrue(profile.hasMeasuredPhases());
        assertEquals(List.of(), profile.figures());
    }

    @Test
    void eventsOfOneTypeAreToldApartByTheirText() throws IOException {
        List<EventFigures> figures = recorded(() -> {
                    for (int i = 0; i < 3; i++) {
                        ScanPassEvent.emit(ScanPassEvent.start(), i == 0 ? "clock" : "linear", 512, 1, 1);
                    }
                })
                .figures();
        assertEquals(3, row(figures, "ScanPass", "").count());
        assertEquals(1, row(figures, "ScanPass", "clock").count());
        assertEquals(2, row(figures, "ScanPass", "linear").count());
    }

    @Test
    void eventsOfOthersInOurCategoryAreShownToo() throws IOException {
        List<EventFigures> figures = recorded(() -> {
                    EvictionEvent event = new EvictionEvent();
                    event.cause = "full";
                    event.commit();
                })
                .figures();
        assertEquals(1, row(figures, "Eviction", "").count());
    }

    @Test
    void recordingWithoutEventsSaysSo() throws IOException {
        RecordedProfile profile = recorded(() -> {});
        String text = EventTables.text(profile, ProfileStacks.of(profile));
        assertTrue(text.contains("no Ballonet events and no pauses in the recording"), text);
        assertTrue(ProfilePages.files("t", "c", profile, ProfileStacks.of(profile))
                .getOrDefault("timeline.svg", "")
                .contains("no Ballonet events in this recording"));
    }

    @Test
    void fileThatIsNoRecordingIsAnError() throws IOException {
        Path file = temp.resolve("broken.jfr");
        Files.writeString(
                file, "no recording, but long enough to be read as the header of one, if nobody looked at it");
        assertThrows(IOException.class, () -> RecordedProfile.read(file));
    }

    @Test
    void namesFromTheRecordingAreEscapedOnEveryPage() throws IOException {
        RecordedProfile profile = recorded(() -> {
            ShootdownEvent.emit(1, 1, 1, 5_000, HOSTILE);
            ShootdownEvent.emit(1, 2, 1, 5_000, "vcpu-0");
        });
        Stacks cpu = new Stacks();
        cpu.add(List.of("Thread.run", HOSTILE + ".run", "Type.<init>"), 1, 1);
        ProfileStacks stacks = new ProfileStacks(cpu, "test");
        Map<String, String> files = ProfilePages.files(HOSTILE, HOSTILE, profile, stacks);
        files.forEach((name, text) -> {
            if (!name.startsWith("events.")) {
                assertFalse(text.contains("<script>alert"), name);
                assertFalse(text.contains("</script><script"), name);
            }
        });
        assertTrue(files.getOrDefault("flame-cpu.html", "").contains(".<init>"));
        assertFalse(EventTables.text(profile, stacks).contains("\u001b"));
        assertTrue(
                files.getOrDefault("events.csv", "").contains("\"</script><script>alert(1)</script>&\"\"'"),
                files.toString());
    }

    @Test
    void csvAndJsonHoldTheSameNumbers() throws IOException {
        RecordedProfile profile = recorded(() -> {
            ShootdownEvent.emit(1, 1, 1, 5_000, "");
            ShootdownEvent.emit(1, 2, 1, 7_000, "");
            InflateEvent.emit(1, 1, 512, 512, 0);
        });
        assertEquals(
                """
                type,attribute,count,total_ns,min_ns,p50_ns,p90_ns,p99_ns,max_ns
                Inflate,,1,,,,,,
                Shootdown,,2,12000,5000,5000,7000,7000,7000
                """,
                EventTables.csv(profile.figures().stream()
                        .filter(row -> !row.type().equals("GC pause"))
                        .toList()));
        JsonNode events = JsonMapper.builder()
                .build()
                .readTree(EventTables.json(profile, ProfileStacks.of(profile)))
                .path("events");
        assertEquals("Shootdown", events.path(1).path("type").asText());
        assertEquals(12_000, events.path(1).path("totalNs").asLong());
        assertEquals(7_000, events.path(1).path("p99Ns").asLong());
    }

    @Test
    void tablesFitAHundredColumns() throws IOException {
        RecordedProfile profile = recorded(() -> {
            for (int i = 0; i < 1_000; i++) {
                ShootdownEvent.emit(
                        1, i, 1, 999_999_999_999L, "a virtual CPU with a name that is longer than a table " + i);
            }
        });
        Stacks cpu = new Stacks();
        cpu.add(List.of("a".repeat(80) + ".run", "b".repeat(80) + ".run"), 1, 1);
        EventTables.text(profile, new ProfileStacks(cpu, "test"))
                .lines()
                .forEach(line -> assertTrue(line.length() <= 100, line));
    }
}
