package io.ballonet.micro;

import io.ballonet.result.ResultFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The two histograms of an {@link OpenLoop} as {@code .hlog} files, in the folder that the system property
 * {@value #DIRECTORY_PROPERTY} names; without the property nothing is written.
 *
 * <p>A file appears whole or not at all, and never replaces an earlier one: the second run of a name gets {@code -2}. A
 * run that missed its rate carries {@code missed-rate} in its name.
 */
public final class LatencyLog {
    /** Names the folder for {@code .hlog} files; it is made if it does not exist. */
    public static final String DIRECTORY_PROPERTY = "ballonet.hlog.dir";

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
            write(loop.response(), directory, base + "-response");
            write(loop.service(), directory, base + "-service");
        } catch (IOException e) {
            throw new UncheckedIOException("latency log not written: name=" + base + ", directory=" + directory, e);
        }
    }

    private static String fileName(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._=]+", "-").replaceAll("^-|-$", "");
    }

    private static void write(Histogram histogram, Path directory, String base) throws IOException {
        Path unfinished = Files.createTempFile(directory, base, ResultFolder.UNFINISHED);
        try {
            writeLog(histogram, unfinished);
            Path target = directory.resolve(base + ".hlog");
            for (int run = 2; Files.exists(target); run++) {
                target = directory.resolve(base + "-" + run + ".hlog");
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void writeLog(Histogram histogram, Path file) throws FileNotFoundException {
        HistogramLogWriter log = new HistogramLogWriter(file.toFile());
        try {
            log.outputLogFormatVersion();
            log.outputLegend();
            /* One interval from 0 to 0: the histogram is of the whole measured run, not of a slice of wall time. */
            log.outputIntervalHistogram(0.0, 0.0, histogram, 1.0);
        } finally {
            log.close();
        }
    }
}
