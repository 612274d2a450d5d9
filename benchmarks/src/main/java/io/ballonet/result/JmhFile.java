package io.ballonet.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code jmh.json}, the raw file of a result: JMH's own objects, one a fork, each with one more field, {@code ballonet},
 * that says what the fork measured and what the machine did around it. From this file alone the measurements can be made
 * again.
 *
 * <p>JMH's {@code jvm} field, a path of this machine, is cut to its last name, and flags that name a path are left out.
 */
public final class JmhFile {
    private static final String OURS = "ballonet";

    private JmhFile() {}

    /**
     * JMH's object of a run with our field.
     *
     * @param jmhJson what JMH's JSON format wrote for one run: an array of one object
     */
    public static ObjectNode entry(String jmhJson, List<Subject> subjects, int round, Surroundings surroundings) {
        JsonNode array;
        try {
            array = Json.MAPPER.readTree(jmhJson);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("JMH's result is no JSON: " + e.getOriginalMessage(), e);
        }
        if (array.size() != 1 || !(array.get(0) instanceof ObjectNode entry)) {
            throw new IllegalArgumentException("JMH's result is not of one run: size=" + array.size());
        }
        entry.put("jvm", "java");
        List<String> flags = new ArrayList<>();
        entry.path("jvmArgs").forEach(flag -> flags.add(flag.asText()));
        ArrayNode kept = entry.putArray("jvmArgs");
        flags.stream()
                .filter(flag -> !flag.contains("=/") && !flag.contains(":/"))
                .forEach(kept::add);
        ObjectNode ours = entry.putObject(OURS);
        ours.put("round", round);
        Json.put(ours, "roundTripBeforeNs", surroundings.roundTripBeforeNs());
        Json.put(ours, "roundTripAfterNs", surroundings.roundTripAfterNs());
        Json.put(ours, "stealPercent", surroundings.stealPercent());
        Json.put(ours, "clockMhz", surroundings.clockMhz());
        ArrayNode written = ours.putArray("subjects");
        subjects.forEach(subject -> written.add(write(subject)));
        return entry;
    }

    /**
     * A run as it stands in a file, as another round.
     *
     * @throws ResultException if it has no field of ours
     */
    static ObjectNode inRound(JsonNode entry, int round) {
        if (!(entry instanceof ObjectNode run) || !(run.path(OURS) instanceof ObjectNode ours)) {
            throw new ResultException("not written by ballonet compare: a run without the field '" + OURS + "'", null);
        }
        ours.put("round", round);
        return run;
    }

    /** The text of the file. */
    public static String write(List<ObjectNode> entries) {
        return Json.write(Json.MAPPER.createArrayNode().addAll(entries));
    }

    /**
     * The runs in a file.
     *
     * @throws ResultException if it cannot be read, or its objects have no {@code ballonet} field
     */
    public static List<RawRun> read(Path file) {
        List<RawRun> runs = new ArrayList<>();
        for (JsonNode entry : Json.read(file)) {
            if (!entry.path(OURS).isObject()) {
                throw new ResultException(
                        "not written by ballonet compare: " + file + " has a run without the field '" + OURS + "'",
                        null);
            }
            runs.addAll(runs(entry));
        }
        return runs;
    }

    /** The runs of one object: one for each subject, which is more than one where a group's methods are measured. */
    public static List<RawRun> runs(JsonNode entry) {
        JsonNode ours = entry.path(OURS);
        Surroundings surroundings = new Surroundings(
                Json.number(ours.get("roundTripBeforeNs")),
                Json.number(ours.get("roundTripAfterNs")),
                Json.number(ours.get("stealPercent")),
                Json.number(ours.get("clockMhz")));
        List<Subject> subjects = new ArrayList<>();
        ours.path("subjects").forEach(node -> subjects.add(read(node)));
        SortedMap<String, Counter> counters = counters(entry.path("secondaryMetrics"));
        subjects.forEach(subject -> counters.remove(String.valueOf(subject.metric())));
        List<RawRun> runs = new ArrayList<>();
        for (Subject subject : subjects) {
            JsonNode metric = metric(entry, subject);
            runs.add(new RawRun(
                    subject,
                    ours.path("round").asInt(),
                    metric.path("scoreUnit").asText(),
                    scores(metric),
                    counters,
                    surroundings));
        }
        return runs;
    }

    /** JMH's object with a subject's score and iterations. */
    static JsonNode metric(JsonNode entry, Subject subject) {
        return subject.metric() == null
                ? entry.path("primaryMetric")
                : entry.path("secondaryMetrics").path(subject.metric());
    }

    /** One score an iteration. */
    static List<Double> scores(JsonNode metric) {
        List<Double> scores = new ArrayList<>();
        for (JsonNode fork : metric.path("rawData")) {
            for (JsonNode iteration : fork) {
                scores.add(Json.number(iteration));
            }
        }
        if (scores.isEmpty()) {
            scores.add(Json.number(metric.get("score")));
        }
        return scores;
    }

    private static SortedMap<String, Counter> counters(JsonNode metrics) {
        SortedMap<String, Counter> counters = new TreeMap<>();
        for (Map.Entry<String, JsonNode> metric : metrics.properties()) {
            counters.put(
                    metric.getKey(),
                    new Counter(
                            Json.number(metric.getValue().get("score")),
                            metric.getValue().path("scoreUnit").asText()));
        }
        return counters;
    }

    private static ObjectNode write(Subject subject) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("family", subject.family());
        node.put("benchmark", subject.benchmark());
        node.put("contender", subject.contender());
        node.put("kind", subject.kind().name().toLowerCase(Locale.ROOT));
        node.put("threads", subject.threads());
        ObjectNode params = node.putObject("params");
        subject.params().forEach((name, value) -> Json.putScalar(params, name, value));
        node.put("unit", subject.unit());
        node.put("unitsPerOperation", subject.unitsPerOperation());
        node.put("limit", subject.limit());
        node.put("limitScale", subject.limitScale());
        node.put("scoredThreads", subject.scoredThreads());
        node.put("metric", subject.metric());
        return node;
    }

    private static Subject read(JsonNode node) {
        SortedMap<String, Object> params = new TreeMap<>();
        node.path("params").properties().forEach(entry -> params.put(entry.getKey(), Json.scalar(entry.getValue())));
        return new Subject(
                node.path("family").asText(),
                node.path("benchmark").asText(),
                node.path("contender").asText(),
                Kind.valueOf(node.path("kind").asText().toUpperCase(Locale.ROOT)),
                node.path("threads").asInt(),
                params,
                node.path("unit").asText(),
                node.path("unitsPerOperation").asDouble(),
                text(node.get("limit")),
                node.path("limitScale").asDouble(),
                node.path("scoredThreads").asInt(),
                text(node.get("metric")));
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.asText();
    }
}
