package io.ballonet.cli;

import io.ballonet.result.Environment;
import io.ballonet.result.EnvironmentProbe;
import io.ballonet.result.ResultException;
import io.ballonet.result.ResultFolder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that measures: from which seed, and where the result goes, with the words that it was called by. */
public final class ResultOptions {
    private static final int USAGE = 2;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of everything that is random; default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "the result folder; default: results/<date>-${COMMAND-NAME}-<name>-<host>")
    private @Nullable Path out;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** For picocli. */
    public ResultOptions() {}

    /** Of everything that is random. */
    public long seed() {
        return seed;
    }

    /** True where the user says where the result goes. */
    public boolean hasFolder() {
        return out != null;
    }

    /** What a result that is measured now is recorded with. */
    public Environment environment() {
        List<String> words = new ArrayList<>(AddedClassPath.word());
        words.add("ballonet");
        if (command != null) {
            words.addAll(command.root().commandLine().getParseResult().originalArgs());
        }
        return EnvironmentProbe.probe(Home.directory(), words, JvmFlags.list(), seed);
    }

    /**
     * The result folder, where the user says or named after the topic, the day and the host.
     *
     * @throws UserError with status 2 if nothing can be written there
     */
    public ResultFolder folder(String topic, Environment environment) {
        Path given = out;
        try {
            return given == null
                    ? ResultFolder.under(
                            Home.directory().resolve("results"),
                            LocalDate.now(ZoneId.systemDefault()),
                            topic,
                            environment.host())
                    : ResultFolder.at(given);
        } catch (ResultException e) {
            throw new UserError((given == null ? "result folder: " : "--out: ") + e.getMessage(), USAGE);
        }
    }
}
