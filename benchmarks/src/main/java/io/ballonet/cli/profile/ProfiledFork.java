package io.ballonet.cli.profile;

import io.ballonet.cli.Ballonet;
import io.ballonet.cli.JvmFlags;
import io.ballonet.cli.UserError;
import io.ballonet.cli.compare.RecordedRun;
import io.ballonet.cli.compare.RecordedRun.JmhProfiler;
import io.ballonet.result.JmhFile;
import io.ballonet.result.ResultFolder;
import io.ballonet.result.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JVM that is profiled: a fork of JMH, or this command line once more with a scenario. Leaves its recording and what it
 * measured in a folder; what it needs meanwhile lies in another.
 */
final class ProfiledFork {
    /** The recording's file. */
    static final String RECORDING = "recording.jfr";

    private static final int FAILURE = 1;
    private static final int USAGE = 2;

    private final ProfileSettings settings;
    private final Path results;
    private final Path work;

    /**
     * A fork.
     *
     * @param results folder of the results
     * @param work an empty folder
     */
    ProfiledFork(ProfileSettings settings, Path results, Path work) {
        this.settings = settings;
        this.results = results;
        this.work = work;
    }

    /**
     * Runs to the end.
     *
     * @return one line for each thing that did not hold
     * @throws UserError if nothing could be run
     */
    List<String> run() {
        try {
            return settings.target().kind() == Target.Kind.SCENARIO ? scenario() : benchmark();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + results, e);
        }
    }

    private List<String> flags() {
        List<String> flags = new ArrayList<>(JvmFlags.list());
        flags.add("-Dballonet.seed=" + settings.seed());
        flags.addAll(RecordingFlags.of(results.resolve(RECORDING), !settings.async(), work));
        return flags;
    }

    private List<String> benchmark() throws IOException {
        List<JmhProfiler> profilers = new ArrayList<>();
        profilers.add(new JmhProfiler(IterationPhases.class.getName(), ""));
        if (settings.async()) {
            profilers.add(new JmhProfiler(
                    "async",
                    "libPath=" + AsyncProfiler.library(work) + ";output=collapsed;ann=true;rawCommand=dot;dir="
                            + work));
        }
        RecordedRun run = RecordedRun.run(
                settings.target().name(),
                settings.parameters(),
                settings.seconds().orElse(ProfileSettings.BENCHMARK_SECONDS),
                flags(),
                profilers,
                results.resolve(ResultFolder.LOG));
        Files.delete(results.resolve(ResultFolder.LOG));
        Files.writeString(
                results.resolve(ResultFolder.JMH),
                JmhFile.write(List.of(JmhFile.entry(run.json(), run.subjects(), 0, Surroundings.UNKNOWN))));
        return List.of();
    }

    private List<String> scenario() throws IOException {
        Path out = work.resolve("scenario");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags());
        if (settings.async()) {
            command.add("-agentpath:" + AsyncProfiler.library(work) + "=start,event=cpu,collapsed,ann,dot,file="
                    + work.resolve("collapsed-cpu.csv"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Ballonet.class.getName()));
        command.addAll(List.of("scenario", settings.target().name(), "--out", out.toString()));
        command.addAll(List.of("--seed", Long.toString(settings.seed()), "--scale", Double.toString(settings.scale())));
        settings.seconds().ifPresent(seconds -> command.addAll(List.of("--seconds", Integer.toString(seconds))));
        int status = await(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        if (!Files.isDirectory(out)) {
            throw new UserError(
                    settings.target().name() + " ended with status " + status + " and without a result", FAILURE);
        }
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.filter(ProfiledFork::isRaw).toList()) {
                Files.move(file, results.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return status == 0 ? List.of() : List.of(settings.target().name() + " failed; scenario.txt says at what");
    }

    /** What cannot be made again from the rest; the environment is this command's own. */
    private static boolean isRaw(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".txt")
                || name.endsWith(".csv")
                || name.endsWith(".hlog")
                || name.equals(ResultFolder.JMH);
    }

    private static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", FAILURE);
        }
    }

    /** The stacks that async-profiler wrote; empty if it has not. */
    Optional<Path> collapsed() {
        try (Stream<Path> files = Files.walk(work)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("collapsed-"))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Checks what does not need a fork to be found wrong. */
    static void check(ProfileSettings settings) {
        if (settings.target().kind() != Target.Kind.BENCHMARK
                && !settings.parameters().isEmpty()) {
            throw new UserError(
                    "-p: only benchmarks have parameters; " + settings.target().label() + " is none", USAGE);
        }
        if (settings.target().kind() == Target.Kind.RECORDING && settings.async()) {
            throw new UserError("--async: nothing is run for a recording; leave it out", USAGE);
        }
    }
}
