package io.ballonet.scenario;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ballonet.result.JmhFile;
import io.ballonet.result.Measurement;
import io.ballonet.result.Subject;
import io.ballonet.result.Summarizer;
import io.ballonet.result.Surroundings;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run of a scenario gave.
 *
 * @param text for people, in lines that end with a line feed
 * @param figures one for each of the scenario's subjects
 * @param counters events beside all figures
 * @param tables curves over time, and records of what was measured, a file each
 * @param failures one line for each thing that did not hold; empty for a good run
 * @param files texts by the name of their file: pictures and logs
 */
public record ScenarioResult(
        String text,
        List<Figure> figures,
        SortedMap<String, Double> counters,
        List<? extends CsvTable> tables,
        List<String> failures,
        SortedMap<String, String> files) {

    /** Copies the collections. */
    public ScenarioResult {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        figures = List.copyOf(figures);
        counters = Collections.unmodifiableSortedMap(new TreeMap<>(counters));
        tables = List.copyOf(tables);
        failures = List.copyOf(failures);
    }

    /** A run without files of its own. */
    public ScenarioResult(
            String text,
            List<Figure> figures,
            SortedMap<String, Double> counters,
            List<? extends CsvTable> tables,
            List<String> failures) {
        this(text, figures, counters, tables, failures, Collections.emptySortedMap());
    }

    /**
     * One figure.
     *
     * @param subject whose metric is the figure's label within the run
     * @param value in the subject's unit, finite
     */
    public record Figure(Subject subject, double value) {}

    /** A run that measures nothing. */
    public static ScenarioResult ofText(String text) {
        return new ScenarioResult(text, List.of(), Collections.emptySortedMap(), List.of(), List.of());
    }

    /** The subjects of the figures, in their order. */
    public List<Subject> subjects() {
        return figures.stream().map(Figure::subject).toList();
    }

    /** The figures as {@code summary.json} names them. */
    public List<Measurement> measurements() {
        return figures.isEmpty()
                ? List.of()
                : Summarizer.summarize(JmhFile.runs(JmhFile.entry(rawJson(), subjects(), 0, Surroundings.UNKNOWN)));
    }

    /**
     * The run in the shape of JMH's JSON: an array of one object, whose secondary metrics are the figures by label and the
     * counters. So {@code jmh.json} and the report treat it as they treat a benchmark.
     */
    public String rawJson() {
        JsonMapper mapper = JsonMapper.builder().build();
        ArrayNode array = mapper.createArrayNode();
        ObjectNode run = array.addObject();
        run.put("benchmark", "io.ballonet.scenario");
        run.put("mode", "ss");
        ObjectNode metrics = run.putObject("secondaryMetrics");
        counters.forEach(
                (name, value) -> metrics.putObject(name).put("score", value).put("scoreUnit", "#"));
        for (Figure figure : figures) {
            String unit = figure.subject().unit();
            ObjectNode metric =
                    metrics.putObject(String.valueOf(figure.subject().metric()));
            metric.put("score", figure.value());
            metric.put("scoreUnit", scoreUnit(unit));
            metric.putArray("rawData").addArray().add(figure.value());
        }
        return array.toString();
    }

    /** What JMH calls it: a rate, a time, or events for whatever else, which are taken as they are. */
    private static String scoreUnit(String unit) {
        if (unit.endsWith("/s")) {
            return "ops/s";
        }
        return unit.startsWith("ns/") ? "ns/op" : "#";
    }
}
