package io.ballonet.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JfrEventsTest {
    private static List<Class<? extends Event>> events() {
        return Telemetry.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventHasLabelsCategoryAndNoStackTrace(Class<? extends Event> event) {
        assertEquals(
                "io.ballonet." + event.getSimpleName().replace("Event", ""),
                event.getAnnotation(Name.class).value());
        assertEquals("Ballonet", event.getAnnotation(Category.class).value()[0]);
        assertFalse(event.getAnnotation(StackTrace.class).value());
        assertNotNull(event.getAnnotation(Label.class));
        Arrays.stream(event.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .forEach(field -> assertNotNull(field.getAnnotation(Label.class), field::toString));
    }

    @ParameterizedTest
    @MethodSource("events")
    void settingsNameEveryEvent(Class<? extends Event> event) {
        String key = event.getAnnotation(Name.class).value() + "#enabled";
        String expected = event == FaultEvent.class ? "false" : "true";
        assertEquals(expected, Telemetry.settings().getSettings().get(key));
    }

    @Test
    void settingsSampleExecutionAndGarbageCollection() {
        Map<String, String> settings = Telemetry.settings().getSettings();
        assertEquals("true", settings.get("jdk.ExecutionSample#enabled"));
        assertEquals("true", settings.get("jdk.GarbageCollection#enabled"));
    }

    @Test
    void recordedEventsComeBackFromTheFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("events.jfr");
        try (Recording recording = new Recording(Telemetry.settings())) {
            recording.start();
            emitAll();
            recording.stop();
            recording.dump(file);
        }
        Map<String, RecordedEvent> byName = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.ballonet."))
                .collect(Collectors.toMap(event -> event.getEventType().getName(), Function.identity()));
        assertEquals(Telemetry.events().size() - 1, byName.size(), byName::toString);

        RecordedEvent inflate = recorded(byName, "io.ballonet.Inflate");
        assertEquals(3, inflate.getInt("guestId"));
        assertEquals(512, inflate.getLong("pagesSent"));
        assertEquals(12, inflate.getLong("pagesRefused"));
        assertEquals(9, recorded(byName, "io.ballonet.Deflate").getLong("pagesReturned"));
        assertEquals("clock", recorded(byName, "io.ballonet.ScanPass").getString("strategy"));
        assertEquals(4096, recorded(byName, "io.ballonet.ReclaimBatch").getLong("bytesZeroed"));
        RecordedEvent shootdown = recorded(byName, "io.ballonet.Shootdown");
        assertEquals("vcpu-1", shootdown.getString("laggard"));
        assertEquals(1_500, shootdown.getDuration("durationNs").toNanos());
        assertEquals("low", recorded(byName, "io.ballonet.PressureState").getString("newState"));
    }

    private static RecordedEvent recorded(Map<String, RecordedEvent> byName, String name) {
        return Objects.requireNonNull(byName.get(name), () -> "event was not recorded: name=" + name);
    }

    @Test
    void faultsAreRecordedOnlyOnRequest(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("faults.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(FaultEvent.class);
            recording.start();
            FaultEvent.emit(1, 77, "unbacked");
            recording.stop();
            recording.dump(file);
        }
        RecordedEvent fault = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("io.ballonet.Fault"))
                .findFirst()
                .orElseThrow();
        assertEquals(77, fault.getLong("page"));
        assertEquals("unbacked", fault.getString("kind"));
    }

    @Test
    void eventsThatAreOffAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        emitAll();
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            emitAll();
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 1_000, () -> "allocatedBytes=" + allocated);
    }

    private static void emitAll() {
        InflateEvent.emit(3, 1, 512, 500, 12);
        DeflateEvent.emit(3, 1, 10, 9, 1);
        ScanPassEvent.emit(ScanPassEvent.start(), "clock", 100, 60, 40);
        ReclaimBatchEvent.emit(ReclaimBatchEvent.start(), 3, 512, 500, 4, 8, 4096);
        ShootdownEvent.emit(3, 7, 2, 1_500, "vcpu-1");
        FaultEvent.emit(3, 42, "unbacked");
        PressureStateEvent.emit(1_000, "high", "low");
    }
}
