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
            environments.add(environmentOf(folder));
            facts.add(factsOf(folder));
            runs.addAll(JmhFile.read(folder.resolve(ResultFolder.JMH)));
        }
        return new Summary(environments.getFirst(), merged(facts), Summarizer.summarize(runs));
    }

    /** What a folder was measured on. */
    static Environment environmentOf(Path folder) {
        return convert(environment(folder), Environment.class, folder);
    }

    /** How a folder was made. */
    static RunFacts factsOf(Path folder) {
        return convert(environment(folder).path(RUN), RunFacts.class, folder);
    }

    private static JsonNode environment(Path folder) {
        Path file = folder.resolve(ResultFolder.ENVIRONMENT);
        if (!Files.isRegularFile(file)) {
            throw new ResultException(
                    "not a result folder: " + folder + " has no " + ResultFolder.ENVIRONMENT
                            + "; name a folder that 'ballonet compare' made",
                    null);
        }
        return Json.read(file);
    }

    static RunFacts merged(List<RunFacts> facts) {
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
        String cause = "a field is missing";
        try {
            T value = node.isObject() ? Json.MAPPER.treeToValue(node, type) : null;
            if (value != null) {
                return value;
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            cause = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
        throw new ResultException(
                "not a result folder: " + folder + ": " + ResultFolder.ENVIRONMENT + ": " + cause, null);
    }
}
