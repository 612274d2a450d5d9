package io.ballonet.report.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ballonet.result.JmhFile;
import io.ballonet.result.RawRun;
import io.ballonet.result.RunFacts;
import io.ballonet.result.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where each row of a folder came from: the command line that repeats just that row, and the name that its latency logs carry.
 * Rows that the raw file does not hold whole are not in it.
 */
final class RowCommands {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ROOT = "io.ballonet.";
    private static final String SCENARIO = ROOT + "scenario";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.,:=/%+@^~-]+\\$?");
    private static final Pattern SEED = Pattern.compile("-Dballonet\\.seed=(?!1$)-?\\d+");

    private final Map<Subject, Origin> origins = new HashMap<>();
    private final List<String> command;
    private final RunFacts facts;

    /**
     * A row's origin.
     *
     * @param command one line for a shell
     * @param log how the files of its latencies begin
     */
    record Origin(String command, String log) {}

    private RowCommands(List<String> command, RunFacts facts) {
        this.command = command;
        this.facts = facts;
    }

    /** Reads the raw file as far as it goes; {@code command} is that of the whole folder. */
    static Map<Subject, Origin> of(Path jmh, List<String> command, RunFacts facts) {
        RowCommands commands = new RowCommands(command, facts);
        try (JsonParser parser = MAPPER.createParser(jmh.toFile())) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    commands.add(MAPPER.readTree(parser));
                }
            }
        } catch (IOException e) {
            // Cut or damaged: what reads the runs says so, and the rows behind have no runs either.
        }
        return commands.origins;
    }

    private void add(JsonNode entry) {
        try {
            for (RawRun run : JmhFile.runs(entry)) {
                origins.computeIfAbsent(run.subject(), subject -> new Origin(command(entry, subject), log(entry)));
            }
        } catch (IllegalArgumentException e) {
            // A run without a subject is left out, with a reason, by what reads the runs.
        }
    }

    private String command(JsonNode entry, Subject subject) {
        String benchmark = entry.path("benchmark").asText();
        if (benchmark.equals(SCENARIO)) {
            return command.contains("scenario") ? line(command) : comparing(subject, facts.profile());
        }
        StringBuilder text = new StringBuilder("./ballonet bench ");
        text.append(quoted(
                (benchmark.startsWith(ROOT) ? benchmark.substring(ROOT.length()) : benchmark).replaceAll("[$]", "[\\$]")
                        + "$"));
        entry.path("params")
                .properties()
                .forEach(param -> text.append(" -p ")
                        .append(quoted(param.getKey() + "=" + param.getValue().asText())));
        text.append(" -f ")
                .append(facts.rounds())
                .append(" -wi ")
                .append(entry.path("warmupIterations").asInt())
                .append(" -i ")
                .append(entry.path("measurementIterations").asInt());
        time(entry, "warmupTime", " -w ", text);
        time(entry, "measurementTime", " -r ", text);
        entry.path("jvmArgs").forEach(argument -> {
            if (SEED.matcher(argument.asText()).matches()) {
                text.append(" -jvmArgsAppend ").append(argument.asText());
            }
        });
        return text.toString();
    }

    private static void time(JsonNode entry, String field, String option, StringBuilder text) {
        String time = entry.path(field).asText().replace(" ", "");
        if (time.matches("\\d+(ns|us|ms|s|m)")) {
            text.append(option).append(time);
        }
    }

    /** What repeats a row of a comparison that is no benchmark of its own. */
    static String comparing(Subject subject, String profile) {
        return "./ballonet compare --profile " + quoted(profile) + " --only " + quoted(subject.family())
                + " --contenders " + quoted(subject.contender());
    }

    /** Words of a command line as one line for a shell, from the top of a checkout. */
    static String line(List<String> words) {
        return words.stream()
                .map(word -> word.equals("ballonet") ? "./ballonet" : quoted(word))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** As {@code LatencyLog} makes it from the benchmark's name, mode and parameters. */
    private static String log(JsonNode entry) {
        StringBuilder name = new StringBuilder(entry.path("benchmark").asText())
                .append('-')
                .append(Objects.requireNonNullElse(MODES.get(entry.path("mode").asText()), ""));
        entry.path("params")
                .properties()
                .forEach(param -> name.append('-')
                        .append(param.getKey())
                        .append('-')
                        .append(param.getValue().asText()));
        return LatencyLogs.fileName(name.toString());
    }

    private static final Map<String, String> MODES =
            Map.of("thrpt", "throughput", "avgt", "averagetime", "sample", "sampletime", "ss", "singleshottime");
}
