package io.ballonet.cli.diff;

import io.ballonet.cli.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One of two commits that are compared: built in a tree of its own, and run by its own {@code ./ballonet compare}, a round each
 * time, so that a commit's benchmarks, flags and harness are its own.
 *
 * <p>Concurrency: one thread runs it; {@link #end} may be called from another.
 */
final class AbSide {
    /** What a commit's {@code compare} must know to be run round by round. */
    private static final String ROUNDS = "--rounds";

    private static final int LINES_SHOWN = 12;
    private static final int SECONDS_TO_END = 10;

    /** Status of a compare that wrote its result, though some rows failed; a greater one is of none or of a part. */
    private static final int FAILED_ROWS = 1;

    /** What a shell reports for a command that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    private final String name;
    private final String revision;
    private final Path tree;
    private final Path work;
    private final List<Path> rounds = new ArrayList<>();
    private volatile @Nullable Process running;
    private volatile boolean ended;

    /**
     * A side.
     *
     * @param name {@code base} or {@code new}
     * @param revision as the user named it
     * @param tree where the commit is checked out
     * @param work its logs and rounds go into it
     */
    AbSide(String name, String revision, Path tree, Path work) {
        this.name = name;
        this.revision = revision;
        this.tree = tree;
        this.work = work;
    }

    String name() {
        return name;
    }

    /** Result folders of the rounds so far, in order. */
    List<Path> rounds() {
        return List.copyOf(rounds);
    }

    /**
     * Builds the commit.
     *
     * @throws UserError with the end of the build's output, or if the commit is from before {@code compare --rounds}
     */
    void build() {
        Path log = work.resolve(name + "-build.log");
        if (!Files.isExecutable(tree.resolve("ballonet")) || run(log, "list") != 0) {
            throw new UserError("--ab: " + revision + " does not build:" + end(log), 1);
        }
        Path help = work.resolve(name + "-help.log");
        run(help, "compare", "--help");
        if (!text(help).contains(ROUNDS)) {
            throw new UserError(
                    "--ab: " + revision + " is from before 'compare " + ROUNDS + "' and cannot be run in turn;"
                            + "\n  run './ballonet compare' in a checkout of it and give both result folders to 'ballonet diff'",
                    1);
        }
    }

    /**
     * Runs one more round.
     *
     * @throws UserError with the end of what it said, if it wrote no result
     */
    void round(List<String> options) {
        Path folder = work.resolve(name + "-" + rounds.size());
        Path log = work.resolve(name + "-" + rounds.size() + ".log");
        List<String> arguments = new ArrayList<>(List.of("compare", ROUNDS, "1", "--out", folder.toString()));
        arguments.addAll(options);
        int status = run(log, arguments.toArray(String[]::new));
        if (ended) {
            throw new UserError("--ab: stopped", INTERRUPTED);
        }
        if (status > FAILED_ROWS || !Files.isDirectory(folder)) {
            throw new UserError("--ab: compare failed in " + revision + ":" + end(log), 1);
        }
        rounds.add(folder);
    }

    /** Ends what is running, with the processes that it started, and waits for that a little. */
    void end() {
        ended = true;
        Process process = running;
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            try {
                process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int run(Path log, String... arguments) {
        List<String> command = new ArrayList<>(List.of(tree.resolve("ballonet").toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(tree.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            running = process;
            return process.waitFor();
        } catch (IOException e) {
            throw new UserError("--ab: cannot run " + revision + ": " + e.getMessage(), 1);
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
            return 1;
        } finally {
            running = null;
        }
    }

    /** The last lines of a log, each on a line of its own. */
    private static String end(Path log) {
        List<String> lines = text(log).lines().filter(line -> !line.isBlank()).toList();
        StringBuilder text = new StringBuilder();
        lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size())
                .forEach(line -> text.append("\n  ").append(line));
        return text.toString();
    }

    private static String text(Path log) {
        try {
            return Files.isRegularFile(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
