package io.ballonet.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a result folder's raw files back: the summary is made from them again, never read. */
public final class ResultFiles {
    private static final String RUN = "run";

    private ResultFiles() {}

    /** The text of {@code environment.json}. */
    public static String environment(Environment environment, RunFacts run) {
        ObjectNode node = Json.MAPPER.valueToTree(environment);
        node.set(RUN, Json.MAPPER.valueToTree(run));
        return Json.write(node);
    }

    /**
     * The result in one or several folders; several are merged: their runs become rounds of the same measurements, and
     * environment and facts are the first one's.
     *
     * @throws ResultException naming the folder or file that cannot be read
     */
    public static Summary read(List<Path> folders) {
        List<RawRun> runs = new ArrayList<>();
        List<Environment> environments = new ArrayList<>();
        List<RunFacts> facts = new ArrayList<>();
        for (Path folder : folders) {
            if (!Files.isRegularFile(folder.resolve(ResultFolder.ENVIRONMENT))) {
                throw new ResultException(
                        "not a result folder: " + folder + " has no " + ResultFolder.ENVIRONMENT
                                + "; name a folder that 'ballonet compare' made",
                        null);
            }
            JsonNode node = Json.read(folder.resolve(ResultFolder.ENVIRONMENT));
            environments.add(convert(node, Environment.class, folder));
            facts.add(convert(node.path(RUN), RunFacts.class, folder));
            runs.addAll(JmhFile.read(folder.resolve(ResultFolder.JMH)));
        }
        return new Summary(environments.getFirst(), merged(facts), Summarizer.summarize(runs));
    }

    private static RunFacts merged(List<RunFacts> facts) {
        RunFacts first = facts.getFirst();
        return new RunFacts(
                first.profile(),
                facts.stream().allMatch(RunFacts::measurement),
                facts.stream().anyMatch(RunFacts::partial),
                facts.stream().mapToInt(RunFacts::rounds).sum(),
                first.iterations(),
                first.iterationMs(),
                facts.stream().mapToDouble(RunFacts::seconds).sum(),
                facts.stream().flatMap(f -> f.failures().stream()).toList());
    }

    private static <T> T convert(JsonNode node, Class<T> type, Path folder) {
        try {
            return Json.MAPPER.treeToValue(node, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new ResultException("not a result folder: " + folder + ": " + e.getMessage(), e);
        }
    }
}
