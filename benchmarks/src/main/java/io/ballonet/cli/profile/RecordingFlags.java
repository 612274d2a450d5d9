package io.ballonet.cli.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Flags of a JVM that records itself from its start to its end, with our events and what the pages of a profile show beside them. */
final class RecordingFlags {
    /** Core's settings, in which our events stand. */
    private static final String SETTINGS = "/io/ballonet/telemetry/ballonet.jfc";

    /** A sample for so much processor time of a thread. */
    private static final String CPU_PERIOD = "10ms";

    private static final String COUNTER_PERIOD = "100ms";

    private RecordingFlags() {}

    /**
     * The flags.
     *
     * @param recording the file; it is written when the JVM ends, by a signal too
     * @param cpuSamples false where another profiler samples, which takes the same signals
     * @param folder that the settings are put into, for as long as the JVM runs
     */
    static List<String> of(Path recording, boolean cpuSamples, Path folder) {
        Path settings = folder.resolve("ballonet.jfc");
        try (InputStream stream = RecordingFlags.class.getResourceAsStream(SETTINGS)) {
            if (stream == null) {
                throw new IllegalStateException("JFR settings are not on the class path: file=" + SETTINGS);
            }
            Files.copy(stream, settings, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + settings, e);
        }
        String options = String.join(
                ",",
                "settings=" + settings,
                "jdk.ExecutionSample#enabled=false",
                "jdk.NativeMethodSample#enabled=false",
                "+jdk.CPUTimeSample#enabled=" + cpuSamples,
                "+jdk.CPUTimeSample#throttle=" + CPU_PERIOD,
                "+jdk.ThreadAllocationStatistics#enabled=true",
                "+jdk.ThreadAllocationStatistics#period=" + COUNTER_PERIOD,
                "dumponexit=true",
                "filename=" + recording);
        return List.of(
                "-XX:StartFlightRecording:" + options,
                "-Xlog:jfr+startup=warning",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+DebugNonSafepoints");
    }
}
