package io.ballonet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** What a recording holds, in two tables: Ballonet's events with their durations, and where the samples were taken. */
final class RecordingSummary {
    private static final List<String> TIME_FIELDS = List.of("elapsedNs", "durationNs");
    private static final String OURS = "io.ballonet.";
    private static final String OURS_SHORT = "ballonet.";
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final int FRAMES = 12;

    private final Map<String, List<Long>> durationsNs = new TreeMap<>();
    private final Map<String, Integer> frames = new HashMap<>();
    private int samples;

    private RecordingSummary() {}

    /** Reads a recording event by event; its size does not matter. */
    static String of(Path recording) throws IOException {
        RecordingSummary summary = new RecordingSummary();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                summary.add(file.readEvent());
            }
        }
        return summary.text();
    }

    private void add(RecordedEvent event) {
        String type = event.getEventType().getName();
        if (type.startsWith(OURS) || type.startsWith(OURS_SHORT)) {
            durationsNs
                    .computeIfAbsent(type.substring(type.lastIndexOf('.') + 1), key -> new ArrayList<>())
                    .add(durationNs(event));
        } else if (type.equals(SAMPLE)) {
            RecordedStackTrace stack = event.getStackTrace();
            if (stack != null && !stack.getFrames().isEmpty()) {
                samples++;
                RecordedFrame top = stack.getFrames().getFirst();
                frames.merge(
                        top.getMethod().getType().getName() + "."
                                + top.getMethod().getName(),
                        1,
                        Integer::sum);
            }
        }
    }

    /** Our events are committed at the end and carry their time in a field of their own; some are instants. */
    private static long durationNs(RecordedEvent event) {
        for (String field : TIME_FIELDS) {
            if (event.hasField(field)) {
                return event.getDuration(field).toNanos();
            }
        }
        return event.getDuration().toNanos();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        if (durationsNs.isEmpty()) {
            text.append("no Ballonet events in this recording\n");
        } else {
            text.append(line("event", "count", "total ms", "p50 µs", "p99 µs", "max µs"));
            durationsNs.forEach((type, durations) -> text.append(row(type, durations)));
        }
        text.append('\n');
        if (samples == 0) {
            return text.append("no execution samples; record longer\n").toString();
        }
        text.append(String.format(Locale.ROOT, "top of %d samples%n", samples));
        frames.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(FRAMES)
                .forEach(frame -> text.append(String.format(
                        Locale.ROOT, "  %5.1f %%  %s%n", 100.0 * frame.getValue() / samples, frame.getKey())));
        return text.toString();
    }

    private static String row(String type, List<Long> durations) {
        long[] sorted = durations.stream().mapToLong(Long::longValue).sorted().toArray();
        long total = durations.stream().mapToLong(Long::longValue).sum();
        if (total == 0) {
            return line(type, Integer.toString(sorted.length), "-", "-", "-", "-");
        }
        return line(
                type,
                Integer.toString(sorted.length),
                decimal(total / 1e6),
                decimal(sorted[sorted.length / 2] / 1e3),
                decimal(sorted[(int) (sorted.length * 0.99)] / 1e3),
                decimal(sorted[sorted.length - 1] / 1e3));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String line(String event, String... numbers) {
        StringBuilder line = new StringBuilder(String.format("%-24s", event));
        for (String number : numbers) {
            line.append(String.format("%12s", number));
        }
        return line.append('\n').toString();
    }
}
