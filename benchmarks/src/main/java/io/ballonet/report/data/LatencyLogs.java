package io.ballonet.report.data;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.HistogramLogReader;

/** The latency histograms of a folder, those of several rounds added up. A file that cannot be read is a fault. */
final class LatencyLogs {
    private static final Pattern NAME = Pattern.compile("(.+?)(-missed-rate)?-(response|service)(-\\d+)?\\.hlog");
    private static final long MOST_BYTES = 16L << 20;
    private static final int TICKS_PER_HALVING = 4;

    private final Map<String, Histogram> histograms = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private LatencyLogs() {}

    /** Reads every {@code .hlog} of a folder. */
    static LatencyLogs of(Path folder) {
        LatencyLogs logs = new LatencyLogs();
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.hlog")) {
            found.forEach(files::add);
        } catch (IOException e) {
            logs.faults.add("latency logs cannot be listed and are left out");
        }
        files.stream().sorted().forEach(logs::read);
        return logs;
    }

    /** What was wrong, a line a file. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** The curve of one row; {@code what} is {@code response} or {@code service}. */
    Optional<LatencyCurve> curve(String log, String what) {
        Histogram histogram = histograms.get(log + "/" + what);
        if (histogram == null || histogram.getTotalCount() == 0) {
            return Optional.empty();
        }
        List<LatencyCurve.Point> points = new ArrayList<>();
        for (HistogramIterationValue value : histogram.percentiles(TICKS_PER_HALVING)) {
            double share = value.getPercentileLevelIteratedTo() / 100;
            double times = 1 / (1 - share);
            if (times <= histogram.getTotalCount()) {
                points.add(new LatencyCurve.Point(times, value.getValueIteratedTo()));
            }
        }
        points.add(new LatencyCurve.Point(histogram.getTotalCount(), histogram.getMaxValue()));
        return Optional.of(new LatencyCurve(points, histogram.getTotalCount()));
    }

    /** As {@code LatencyLog} names files. */
    static String fileName(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._=]+", "-").replaceAll("^-|-$", "");
    }

    private void read(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            return;
        }
        String fault =
                file.getFileName() + " is no whole latency log and is left out; copy it again from where it was made";
        try {
            if (Files.size(file) > MOST_BYTES) {
                faults.add(fault);
                return;
            }
            Histogram sum = histograms.computeIfAbsent(name.group(1) + "/" + name.group(3), key -> new Histogram(3));
            if (add(file, sum) == 0) {
                faults.add(fault);
            }
        } catch (IOException | RuntimeException e) {
            faults.add(fault);
        }
    }

    private static int add(Path file, Histogram sum) throws IOException {
        int intervals = 0;
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            for (EncodableHistogram next = reader.nextIntervalHistogram();
                    next != null;
                    next = reader.nextIntervalHistogram()) {
                if (next instanceof AbstractHistogram interval) {
                    sum.add(interval);
                    intervals++;
                }
            }
        }
        return intervals;
    }
}
