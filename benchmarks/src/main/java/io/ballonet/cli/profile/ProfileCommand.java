package io.ballonet.cli.profile;

import io.ballonet.cli.ResultOptions;
import io.ballonet.cli.Terminal;
import io.ballonet.cli.UserError;
import io.ballonet.cli.compare.BenchmarkCatalogue;
import io.ballonet.cli.replay.OutputFormat;
import io.ballonet.profile.EventTables;
import io.ballonet.profile.ProfilePages;
import io.ballonet.result.Environment;
import io.ballonet.result.ResultFolder;
import io.ballonet.scenario.Scenarios;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ballonet profile}: where the time of a benchmark or a scenario goes. */
@Command(
        name = "profile",
        description = {
            "Runs one benchmark or scenario under Java Flight Recorder with Ballonet's events. Writes a folder with the",
            "recording, flame graphs of processor time and of allocation, figures of the events, and a timeline of them;",
            "warm-up is recorded and left out. Of a recording (FILE.jfr) that exists the same is made without a run.",
        },
        footer = {
            "",
            "Example:",
            "  ballonet profile RandomReplaceBenchmark.randomReplaceOfTwoThreads -p contender=lock-list",
            "  ballonet profile overcommit --seconds 5 --scale 0.25",
        })
public final class ProfileCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final int USAGE = 2;

    @Parameters(
            paramLabel = "NAME",
            description = "a benchmark, a regular expression that one benchmark matches, a scenario, or a recording")
    private String name = "";

    @Option(
            names = "-p",
            paramLabel = "NAME=VALUE",
            description = "a parameter of the benchmark; each other takes its first value")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "length of what is measured; default: 5, of a scenario its own")
    private @Nullable Integer seconds;

    @Option(
            names = "--scale",
            paramLabel = "X",
            defaultValue = "1",
            description = "factor on a scenario's memory; default: ${DEFAULT-VALUE}")
    private double scale = 1;

    @Option(
            names = "--async",
            description = "take samples of processor time by async-profiler, which sees the JVM and the kernel too; "
                    + AsyncProfiler.VARIABLE + " names another build of it")
    private boolean async;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = OutputFormat.Converter.class,
            description = "table for people, csv or json as in events.csv and events.json; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.TABLE;

    @Mixin
    private ResultOptions options = new ResultOptions();

    @Spec
    private @Nullable CommandSpec spec;

    /** For picocli. */
    public ProfileCommand() {}

    /**
     * Profiles; 0 if everything held, 1 if not.
     *
     * @throws UserError with status 2 for an unknown name or an option out of range
     */
    @Override
    public Integer call() throws IOException {
        ProfileSettings settings = settings();
        PrintWriter writer = Terminal.out(spec);
        Environment environment = options.environment();
        ResultFolder folder = options.folder("profile-" + settings.target().topic(), environment);
        Path work = Files.createTempDirectory("ballonet-profile");
        ProfiledFork fork = new ProfiledFork(settings, folder.aside(), work);
        ProfileRun.Result result = guarded(new ProfileRun(settings, environment, folder, fork), folder, work, settings);
        if (result == null) {
            return INTERRUPTED;
        }
        print(writer, result);
        return result.failures().isEmpty() ? 0 : 1;
    }

    private ProfileSettings settings() {
        Integer asked = seconds;
        if (asked != null && asked < 1) {
            throw new UserError("--seconds: must be at least 1, is " + asked, USAGE);
        }
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new UserError("--scale: must be a number greater than 0, is " + scale, USAGE);
        }
        Target target = Target.of(
                name, Scenarios.REGISTRY.names(), BenchmarkCatalogue.load().names());
        ProfileSettings settings =
                new ProfileSettings(target, parameters, Optional.ofNullable(asked), scale, options.seed(), async);
        ProfiledFork.check(settings);
        return settings;
    }

    /**
     * Runs with a shutdown hook that turns Ctrl-C into a partial profile; what ends it otherwise leaves no folder. Null where the
     * hook has taken over.
     */
    private static ProfileRun.@Nullable Result guarded(
            ProfileRun run, ResultFolder folder, Path work, ProfileSettings settings) {
        Thread hook = new Thread(() -> interrupted(run, work), "profile-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        Recording recording = Recording.announce(settings);
        ProfileRun.Result result;
        try {
            result = run.run();
        } catch (RuntimeException e) {
            recording.close();
            if (!removed(hook)) {
                return null;
            }
            folder.discard();
            remove(work);
            throw e;
        }
        recording.close();
        if (!removed(hook)) {
            return null;
        }
        remove(work);
        return result;
    }

    private static void interrupted(ProfileRun run, Path work) {
        Optional<ProfileRun.Result> kept = run.interrupt();
        remove(work);
        System.err.println(kept.map(result -> "\nstopped; what was recorded is in " + result.at())
                .orElse("\nstopped before anything was recorded; nothing is kept"));
    }

    /** False if the process is shutting down, so that the hook runs already. */
    private static boolean removed(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            return false;
        }
    }

    private void print(PrintWriter writer, ProfileRun.Result result) {
        switch (format) {
            case TABLE -> {
                writer.print(EventTables.text(result.profile(), result.stacks()));
                result.failures().forEach(failure -> writer.println("failed: " + failure));
                writer.println();
                writer.println("profile: " + result.at().resolve(ProfilePages.PAGE));
            }
            case CSV -> writer.print(EventTables.csv(result.profile().figures()));
            case JSON -> writer.print(EventTables.json(result.profile(), result.stacks()));
        }
        writer.flush();
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
