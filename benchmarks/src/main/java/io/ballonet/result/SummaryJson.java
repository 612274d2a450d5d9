package io.ballonet.result;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The text of {@code summary.json}: what programs read. Its fields are listed in the result folder's README. */
public final class SummaryJson {
    private SummaryJson() {}

    /** The whole file. */
    public static String write(Summary summary) {
        RunFacts run = summary.run();
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("schema", Summary.SCHEMA);
        root.put("profile", run.profile());
        root.put("measurement", run.measurement());
        if (!run.measurement()) {
            root.put("note", "smoke run: no measurement");
        }
        root.put("partial", run.partial());
        ArrayNode failures = root.putArray("failures");
        run.failures().forEach(failures::add);
        root.set("environment", Json.MAPPER.valueToTree(summary.environment()));
        ArrayNode measurements = root.putArray("measurements");
        summary.measurements().forEach(m -> measurements.add(measurement(m, summary)));
        return Json.write(root);
    }

    private static ObjectNode measurement(Measurement m, Summary summary) {
        ObjectNode node = measurement(m);
        summary.behindBest(m).ifPresent(behind -> {
            ObjectNode effect = node.putObject("behindBest");
            effect.put("best", behind.best());
            Json.put(effect, "factor", behind.factor());
            Json.put(effect, "error", behind.error());
            Json.put(effect, "superiority", behind.superiority());
        });
        return node;
    }

    /** One object of {@code measurements}; NaN is null. */
    static ObjectNode measurement(Measurement m) {
        Subject subject = m.subject();
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("family", subject.family());
        node.put("contender", subject.contender());
        node.put("kind", subject.kind().name().toLowerCase(Locale.ROOT));
        node.put("benchmark", subject.benchmark());
        node.put("threads", subject.threads());
        ObjectNode params = node.putObject("params");
        subject.params().forEach((name, value) -> Json.putScalar(params, name, value));
        node.put("unit", subject.unit());
        Json.put(node, "value", m.value());
        Json.put(node, "error", m.error());
        node.put("limit", subject.limit());
        Json.put(node, "limitRatio", m.limitRatio());
        ArrayNode flags = node.putArray("flags");
        m.flags().forEach(flags::add);
        node.put("rounds", m.rounds());
        surroundings(node, m.surroundings());
        ArrayNode all = node.putArray("all");
        m.all().forEach(round -> all.add(round(round)));
        if (!m.counters().isEmpty()) {
            ObjectNode counters = node.putObject("counters");
            m.counters().forEach((name, counter) -> {
                ObjectNode entry = counters.putObject(name);
                Json.put(entry, "value", counter.value());
                entry.put("unit", counter.unit());
            });
        }
        return node;
    }

    private static ObjectNode round(Round round) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("round", round.number());
        Json.put(node, "value", round.value());
        node.put("counted", round.counted());
        ArrayNode state = node.putArray("state");
        round.state().forEach(state::add);
        surroundings(node, round.surroundings());
        return node;
    }

    private static void surroundings(ObjectNode node, Surroundings surroundings) {
        if (!Double.isNaN(surroundings.roundTripNs())) {
            Json.put(node, "roundTripBeforeNs", surroundings.roundTripBeforeNs());
            Json.put(node, "roundTripAfterNs", surroundings.roundTripAfterNs());
        }
        if (!Double.isNaN(surroundings.stealPercent())) {
            Json.put(node, "stealPercent", surroundings.stealPercent());
        }
        if (!Double.isNaN(surroundings.clockMhz())) {
            Json.put(node, "clockMhz", surroundings.clockMhz());
        }
    }
}
