package io.ballonet.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Several result folders of one round each as one result of as many rounds. */
public final class JoinedRounds {
    private JoinedRounds() {}

    /**
     * Writes raw runs, environment and summary; the first folder's run is round 0. The environment is the first one's, with the
     * command that ran them all.
     *
     * @param rounds at least one, in their order
     * @param partial true if there should have been more
     * @param inTurn see {@link RunFacts#inTurn}
     * @throws ResultException naming the folder that cannot be read, or the file that cannot be written
     */
    public static void write(
            List<Path> rounds, List<String> command, boolean partial, String inTurn, ResultFolder into) {
        List<ObjectNode> entries = new ArrayList<>();
        List<RunFacts> facts = new ArrayList<>();
        for (int round = 0; round < rounds.size(); round++) {
            facts.add(ResultFiles.factsOf(rounds.get(round)));
            for (JsonNode entry : Json.read(rounds.get(round).resolve(ResultFolder.JMH))) {
                entries.add(JmhFile.inRound(entry, round));
            }
        }
        Environment environment = ResultFiles.environmentOf(rounds.getFirst()).withCommand(List.copyOf(command));
        RunFacts joined = joined(facts, partial).withInTurn(inTurn);
        Summary summary = new Summary(
                environment,
                joined,
                Summarizer.summarize(entries.stream()
                        .flatMap(entry -> JmhFile.runs(entry).stream())
                        .toList()));
        into.write(ResultFolder.ENVIRONMENT, ResultFiles.environment(environment, joined));
        into.write(ResultFolder.JMH, JmhFile.write(entries));
        into.write(ResultFolder.SUMMARY, SummaryJson.write(summary));
    }

    private static RunFacts joined(List<RunFacts> facts, boolean partial) {
        RunFacts merged = ResultFiles.merged(facts);
        return new RunFacts(
                merged.profile(),
                merged.measurement(),
                partial || merged.partial(),
                facts.size(),
                merged.iterations(),
                merged.iterationMs(),
                merged.seconds(),
                merged.failures().stream().distinct().toList());
    }
}
