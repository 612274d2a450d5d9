package io.ballonet.cli.compare;

import io.ballonet.cli.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One benchmark in one fork under Java Flight Recorder. */
public final class RecordedRun {
    /** Core's settings: its own events, on top of the JDK's {@code profile}. */
    private static final String SETTINGS = "/io/ballonet/telemetry/ballonet.jfc";

    private RecordedRun() {}

    /**
     * Runs it for {@code seconds}, after a short warm-up that is recorded too, with the first value of each parameter.
     *
     * @throws UserError if the benchmark fails
     */
    public static void run(String benchmark, int seconds, List<String> flags, Path recording) throws IOException {
        BenchmarkRow row = BenchmarkCatalogue.load().firstRows().stream()
                .filter(candidate -> candidate.benchmark().equals(benchmark))
                .findFirst()
                .orElseThrow(() -> new UserError("unknown benchmark '" + benchmark + "'", 2));
        Path directory = Files.createTempDirectory("ballonet-profile");
        Path settings = directory.resolve("ballonet.jfc");
        Path log = directory.resolve("jmh.log");
        try {
            StringBuilder option = new StringBuilder("-XX:StartFlightRecording:settings=profile");
            try (InputStream stream = RecordedRun.class.getResourceAsStream(SETTINGS)) {
                if (stream != null) {
                    Files.copy(stream, settings, StandardCopyOption.REPLACE_EXISTING);
                    option.append(",settings=").append(settings);
                }
            }
            option.append(",dumponexit=true,filename=").append(recording);
            List<String> arguments = new ArrayList<>(flags);
            arguments.add(option.toString());
            TimePlan plan = new TimePlan(1, 1, seconds, Duration.ofSeconds(1), Duration.ofSeconds(seconds + 1L));
            try (JmhFork fork = new JmhFork(arguments, log)) {
                fork.run(row, plan);
            }
        } catch (RowRunner.RowFailure e) {
            throw new UserError(benchmark + " failed: " + e.getMessage(), 1);
        } finally {
            Files.deleteIfExists(settings);
            Files.deleteIfExists(log);
            Files.deleteIfExists(directory);
        }
    }
}
