package io.ballonet.result;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A result folder's raw runs: those that are whole, and what is wrong with the others. Nothing in a folder is believed: texts are
 * as they stand in the files, see {@link Printable}.
 *
 * @param path as given
 * @param runs whole runs, one for each subject and round, with values that can be converted
 * @param faults a line for each run that is left out, which does not name the folder; empty for a folder that is whole
 * @param summaryFits false if {@code summary.json} is there and does not say what the raw runs say, or cannot be read
 */
public record RawFolder(
        Path path,
        Environment environment,
        RunFacts facts,
        List<RawRun> runs,
        List<String> faults,
        boolean summaryFits) {

    /** JMH prints what it computed from the same numbers; the rest is rounding. */
    private static final double ROUNDING = 1e-6;

    private static final List<String> FIGURE =
            List.of("family", "benchmark", "contender", "threads", "params", "unit", "value");

    /** Copies the lists. */
    public RawFolder {
        runs = List.copyOf(runs);
        faults = List.copyOf(faults);
    }

    /**
     * Reads a folder.
     *
     * @throws ResultException naming the folder or file, if it is no result folder or has another schema
     */
    public static RawFolder read(Path folder) {
        Environment environment = ResultFiles.environmentOf(folder);
        RunFacts facts = ResultFiles.factsOf(folder);
        Path file = folder.resolve(ResultFolder.SUMMARY);
        JsonNode summary = Files.exists(file) ? summary(file) : null;
        Reading reading = new Reading(folder.resolve(ResultFolder.JMH));
        reading.read();
        boolean fits = summary == null
                || !reading.faults.isEmpty()
                || figures(Summarizer.summarize(reading.runs)).equals(figures(summary.path("measurements")));
        return new RawFolder(folder, environment, facts, reading.runs, reading.faults, fits);
    }

    /**
     * Reads the raw runs alone; {@code summary.json}, whatever it is, is not looked at.
     *
     * @throws ResultException naming the folder or file, if it is no result folder
     */
    public static RawFolder readRuns(Path folder) {
        Environment environment = ResultFiles.environmentOf(folder);
        RunFacts facts = ResultFiles.factsOf(folder);
        Reading reading = new Reading(folder.resolve(ResultFolder.JMH));
        reading.read();
        return new RawFolder(folder, environment, facts, reading.runs, reading.faults, true);
    }

    /** What is there; an empty node where it cannot be read, since the raw runs are what is compared. */
    private static JsonNode summary(Path file) {
        JsonNode summary;
        try {
            summary = Json.read(file);
        } catch (ResultException damaged) {
            return Json.MAPPER.missingNode();
        }
        JsonNode schema = summary.path("schema");
        if (schema.isInt() && schema.intValue() != Summary.SCHEMA) {
            throw new ResultException(
                    "another schema: " + file + " has schema " + schema + " and this version reads " + Summary.SCHEMA
                            + "; make it again with 'ballonet report " + file.getParent() + "'",
                    null);
        }
        return summary;
    }

    private static Set<JsonNode> figures(List<Measurement> measurements) {
        Set<JsonNode> figures = new HashSet<>();
        for (Measurement measurement : measurements) {
            String text = Json.write(SummaryJson.measurement(measurement));
            try {
                figures.add(figure(Json.MAPPER.readTree(text)));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("what was written can be read", e);
            }
        }
        return figures;
    }

    private static Set<JsonNode> figures(JsonNode measurements) {
        Set<JsonNode> figures = new HashSet<>();
        measurements.forEach(node -> figures.add(figure(node)));
        return figures;
    }

    private static JsonNode figure(JsonNode node) {
        return node instanceof ObjectNode object ? object.retain(FIGURE) : node;
    }

    /** The raw file, run by run, up to its end or to where it is cut. */
    private static final class Reading {
        private final Path file;
        private final List<RawRun> runs = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private final Set<Object> seen = new HashSet<>();
        private int entries;

        private Reading(Path file) {
            this.file = file;
        }

        private void read() {
            try (JsonParser parser = Json.MAPPER.createParser(file.toFile())) {
                if (parser.nextToken() != JsonToken.START_ARRAY) {
                    throw new ResultException("not a result's raw runs: " + file + " holds no array of runs", null);
                }
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    JsonNode entry = Json.MAPPER.readTree(parser);
                    entries++;
                    add(entry);
                }
            } catch (JsonProcessingException e) {
                if (entries == 0) {
                    throw new ResultException("cannot read " + file + ": " + e.getOriginalMessage(), e);
                }
                faults.add(file.getFileName() + " is cut or damaged behind run " + entries
                        + ", the rest is left out; copy it again from where it was made");
            } catch (IOException e) {
                throw new ResultException("cannot read " + file + ": it is missing or not readable", e);
            }
        }

        private void add(JsonNode entry) {
            try {
                List<RawRun> found = JmhFile.runs(entry);
                if (found.isEmpty()) {
                    fault("it does not say what it measured");
                }
                for (RawRun run : found) {
                    if (!fits(JmhFile.metric(entry, run.subject()), run.scores())) {
                        fault("edited, its score is not that of its iterations");
                    } else if (!seen.add(List.of(run.subject(), run.round()))) {
                        fault("it is round " + run.round() + " of "
                                + run.subject().label() + " a second time");
                    } else if (run.values().stream().anyMatch(value -> value < 0)) {
                        fault("edited, a value is below zero");
                    } else {
                        runs.add(run);
                    }
                }
            } catch (IllegalArgumentException e) {
                fault(String.valueOf(e.getMessage()));
            }
        }

        private void fault(String what) {
            faults.add("run " + entries + " of " + file.getFileName() + " is left out: " + what);
        }

        /** JMH's score is the mean of the iterations, or their sum where it counts events. */
        private static boolean fits(JsonNode metric, List<Double> scores) {
            double score = Json.number(metric.get("score"));
            double sum = scores.stream().mapToDouble(Double::doubleValue).sum();
            if (!Double.isFinite(score) || !Double.isFinite(sum)) {
                return true;
            }
            double near = ROUNDING * Math.abs(score);
            return Math.abs(score - sum / scores.size()) <= near || Math.abs(score - sum) <= near;
        }
    }
}
