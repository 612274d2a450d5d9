package io.ballonet.micro;

import io.ballonet.result.ResultFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The latencies of an {@link OpenLoop} as {@code .hlog} files, an interval a line, in the folder that the system property
 * {@value #DIRECTORY_PROPERTY} names; without the property nothing is written.
 *
 * <p>A file appears whole or not at all, and never replaces an earlier one: the second run of a name gets {@code -2}. A
 * run that missed its rate carries {@code missed-rate} in its name.
 */
public final class LatencyLog {
    /** Names the folder for {@code .hlog} files; it is made if it does not exist. */
    public static final String DIRECTORY_PROPERTY = "ballonet.hlog.dir";

    /** How the names of logs end. */
    public static final String SUFFIX = ".hlog";

    /** As other files of a result: a temporary file would be its owner's alone. */
    private static final FileAttribute<Set<PosixFilePermission>> READABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

    private LatencyLog() {}

    /**
     * Writes {@code NAME-response.hlog} and {@code NAME-service.hlog}, if the property is set.
     *
     * @param name benchmark and parameters; what a file name cannot hold becomes a hyphen
     * @throws UncheckedIOException if a file cannot be written
     */
    public static void writeIfAsked(OpenLoop loop, String name) {
        String directory = System.getProperty(DIRECTORY_PROPERTY);
        if (directory != null && !directory.isEmpty() && loop.completed() > 0) {
            write(loop, name, Path.of(directory));
        }
    }

    static void write(OpenLoop loop, String name, Path directory) {
        String base = fileName(name) + (loop.missedRate() ? "-missed-rate" : "");
        try {
            Files.createDirectories(directory);
            List<OpenLoop.Interval> intervals = loop.intervals();
            write(intervals, OpenLoop.Interval::response, directory, base + "-response");
            write(intervals, OpenLoop.Interval::service, directory, base + "-service");
        } catch (IOException e) {
            throw new UncheckedIOException("latency log not written: name=" + base + ", directory=" + directory, e);
        }
    }

    private static String fileName(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._=]+", "-").replaceAll("^-|-$", "");
    }

    private static void write(
            List<OpenLoop.Interval> intervals,
            Function<OpenLoop.Interval, Histogram> latencies,
            Path directory,
            String base)
            throws IOException {
        Path unfinished = Files.createTempFile(directory, base, ResultFolder.UNFINISHED, READABLE);
        try {
            Files.writeString(unfinished, text(intervals, latencies));
            Path target = directory.resolve(base + SUFFIX);
            for (int run = 2; Files.exists(target); run++) {
                target = directory.resolve(base + "-" + run + SUFFIX);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * A log's text: times in seconds from the first operation, latencies in nanoseconds, and each interval's tag where its histogram
     * has one.
     */
    public static String text(List<OpenLoop.Interval> intervals, Function<OpenLoop.Interval, Histogram> latencies) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HistogramLogWriter log = new HistogramLogWriter(bytes);
        try {
            log.outputLogFormatVersion();
            log.outputLegend();
            for (OpenLoop.Interval interval : intervals) {
                log.outputIntervalHistogram(
                        interval.startSeconds(), interval.endSeconds(), latencies.apply(interval), 1.0);
            }
        } finally {
            log.close();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
