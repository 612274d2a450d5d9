package io.ballonet.profile;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ballonet.report.text.Scale;
import io.ballonet.result.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A recording in numbers: for people in at most 100 columns, as CSV, and as JSON. */
public final class EventTables {
    /** Frames that are named. */
    static final int FRAMES = 12;

    private static final int LABEL = 32;
    private static final int FRAME_WIDTH = 82;
    private static final double NS_OF_US = 1e3;
    private static final double NS_OF_MS = 1e6;
    private static final double MILLION = 1e6;
    private static final String NOTHING = "-";

    private EventTables() {}

    /** Tables for a terminal. */
    public static String text(RecordedProfile profile, ProfileStacks stacks) {
        StringBuilder text = new StringBuilder();
        List<EventFigures> figures = profile.figures();
        if (figures.isEmpty()) {
            text.append("no Ballonet events and no pauses in ")
                    .append(where(profile))
                    .append('\n');
        } else {
            text.append(line("event", "count", "total ms", "min µs", "p50 µs", "p90 µs", "p99 µs", "max µs"));
            figures.forEach(row -> text.append(row(row)));
        }
        text.append('\n')
                .append(cpu(profile, stacks))
                .append('\n')
                .append(allocation(profile))
                .append('\n');
        return text.toString();
    }

    /** What is looked at, in words. */
    static String where(RecordedProfile profile) {
        return profile.hasMeasuredPhases() ? "what was measured" : "the recording";
    }

    private static String row(EventFigures row) {
        String label = row.attribute().isEmpty() ? row.type() : "  " + row.attribute();
        String count = String.format(Locale.ROOT, "%,d", row.count());
        if (!row.timed()) {
            return line(label, count, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING);
        }
        return line(
                label,
                count,
                narrow(row.totalNs() / NS_OF_MS),
                micros(row.minNs()),
                micros(row.p50Ns()),
                micros(row.p90Ns()),
                micros(row.p99Ns()),
                micros(row.maxNs()));
    }

    private static String micros(long ns) {
        return narrow(ns / NS_OF_US);
    }

    private static String narrow(double value) {
        return value < MILLION ? Scale.number(value) : Scale.compact(value);
    }

    private static String line(String label, String... numbers) {
        String name = Printable.of(label);
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT, "%-" + LABEL + "s", name.length() > LABEL ? name.substring(0, LABEL - 1) + "…" : name));
        for (int i = 0; i < numbers.length; i++) {
            line.append(String.format(Locale.ROOT, i < 2 ? "%11s" : "%9s", numbers[i]));
        }
        return line.append('\n').toString();
    }

    private static String cpu(RecordedProfile profile, ProfileStacks stacks) {
        Stacks cpu = stacks.cpu();
        if (cpu.isEmpty()) {
            return "no sample of processor time in " + where(profile) + "; record longer with --seconds\n";
        }
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "processor time by method and its caller, %,d samples (%s)%n",
                cpu.samples(),
                stacks.sampler()));
        for (Map.Entry<String, Long> frame : cpu.top(FRAMES)) {
            String name = Printable.of(frame.getKey());
            text.append(String.format(
                    Locale.ROOT,
                    "  %5.1f %%  %s%n",
                    100.0 * frame.getValue() / cpu.total(),
                    name.length() > FRAME_WIDTH ? "…" + name.substring(name.length() - FRAME_WIDTH + 1) : name));
        }
        return text.toString();
    }

    /** A sentence on what was allocated. */
    static String allocation(RecordedProfile profile) {
        Stacks allocation = profile.allocation();
        String sampled = allocation.isEmpty()
                ? "no allocation sample in " + where(profile)
                : String.format(
                        Locale.ROOT,
                        "%,d allocation sample%s in %s, which stand for %s bytes",
                        allocation.samples(),
                        allocation.samples() == 1 ? "" : "s",
                        where(profile),
                        Scale.compact((double) allocation.total()));
        Map<String, Long> bytes = profile.allocatedBytes();
        return bytes.isEmpty()
                ? sampled
                : sampled
                        + String.format(
                                Locale.ROOT,
                                ";%nall %d threads together allocated %s bytes",
                                bytes.size(),
                                Scale.compact((double) sum(bytes)));
    }

    private static long sum(Map<String, Long> bytes) {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A header line, then a line a row of the table, with whole nanoseconds. */
    public static String csv(List<EventFigures> figures) {
        return Stream.concat(
                        Stream.of("type,attribute,count,total_ns,min_ns,p50_ns,p90_ns,p99_ns,max_ns"),
                        figures.stream().map(EventTables::csv))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String csv(EventFigures row) {
        String key = quoted(row.type()) + "," + quoted(row.attribute()) + "," + row.count();
        return row.timed()
                ? Stream.of(row.totalNs(), row.minNs(), row.p50Ns(), row.p90Ns(), row.p99Ns(), row.maxNs())
                        .map(String::valueOf)
                        .collect(Collectors.joining(",", key + ",", ""))
                : key + ",,,,,,";
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** The same numbers, with innermost frames and what each thread allocated. */
    public static String json(RecordedProfile profile, ProfileStacks stacks) {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode root = mapper.createObjectNode();
        root.put("schema", 1);
        root.put("measuredPhasesOnly", profile.hasMeasuredPhases());
        ArrayNode events = root.putArray("events");
        profile.figures().forEach(row -> events.addPOJO(row));
        ObjectNode cpu = root.putObject("cpu");
        cpu.put("sampler", stacks.sampler());
        cpu.put("samples", stacks.cpu().samples());
        cpu.put("samplesWithoutStack", profile.withoutStack());
        ArrayNode frames = cpu.putArray("innermost");
        stacks.cpu()
                .top(FRAMES)
                .forEach(
                        frame -> frames.addObject().put("frame", frame.getKey()).put("samples", frame.getValue()));
        ObjectNode allocation = root.putObject("allocation");
        allocation.put("samples", profile.allocation().samples());
        allocation.put("sampledBytes", profile.allocation().total());
        ArrayNode threads = allocation.putArray("threads");
        profile.allocatedBytes()
                .forEach((thread, bytes) ->
                        threads.addObject().put("thread", thread).put("bytes", bytes));
        return root.toPrettyString() + "\n";
    }
}
