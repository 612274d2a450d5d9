package io.ballonet.cli.diff;

import io.ballonet.cli.UserError;
import io.ballonet.report.HtmlReport;
import io.ballonet.report.data.ReportData;
import io.ballonet.result.JoinedRounds;
import io.ballonet.result.ResultException;
import io.ballonet.result.ResultFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two commits, built beside the project's tree and run in turn on this machine: base, new; new, base; and so on, so that a drift
 * of the machine falls on both. Becomes two result folders of as many rounds.
 *
 * <p>Concurrency: {@link #run} belongs to one thread. Ctrl-C ends the round that runs, keeps those that both sides finished, and
 * removes the trees, in a shutdown hook.
 */
final class AbRun {
    private final GitTree git;
    private final AbSide base;
    private final AbSide current;
    private final Path temporary;
    private final Path out;
    private final List<String> command;
    private final PrintWriter err;
    private final String inTurn = UUID.randomUUID().toString();
    private @Nullable Folders written;

    private AbRun(
            GitTree git, List<String> revisions, Path temporary, Path out, List<String> command, PrintWriter err) {
        this.git = git;
        this.temporary = temporary;
        this.out = out;
        this.command = command;
        this.err = err;
        this.base = new AbSide("base", revisions.getFirst(), temporary.resolve("tree-base"), temporary);
        this.current = new AbSide("new", revisions.getLast(), temporary.resolve("tree-new"), temporary);
    }

    /** Where the results are. */
    record Folders(Path base, Path current) {}

    /**
     * Builds both and runs all rounds.
     *
     * @param revisions base and new, as the user named them
     * @param options of each {@code compare}
     * @param out a new folder; {@code base} and {@code new} are written into it
     * @param command the user's command line, for the record
     * @throws UserError if a revision is unknown or does not build, or a round fails
     */
    static Folders run(
            GitTree git,
            List<String> revisions,
            int rounds,
            List<String> options,
            Path out,
            List<String> command,
            PrintWriter err) {
        List<String> commits = revisions.stream().map(git::commit).toList();
        if (Files.exists(out)) {
            throw new UserError("--out: exists: " + out + "; name a new folder", 2);
        }
        if (git.isDirty()) {
            err.println("note: uncommitted changes are in neither side");
        }
        Path temporary;
        try {
            temporary = Files.createTempDirectory("ballonet-ab");
        } catch (IOException e) {
            throw new UserError("--ab: cannot make a temporary folder: " + e.getMessage(), 1);
        }
        AbRun run = new AbRun(git, revisions, temporary, out, command, err);
        Thread hook = new Thread(run::interrupted, "diff-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            run.rounds(commits, rounds, options);
            return run.write(false);
        } finally {
            if (removed(hook)) {
                run.clear();
            }
        }
    }

    private static boolean removed(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            return false;
        }
    }

    private void rounds(List<String> commits, int rounds, List<String> options) {
        git.addWorktree(temporary.resolve("tree-base"), commits.getFirst());
        git.addWorktree(temporary.resolve("tree-new"), commits.getLast());
        for (AbSide side : List.of(base, current)) {
            err.println("building " + side.name());
            side.build();
        }
        long start = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            List<AbSide> order = round % 2 == 0 ? List.of(base, current) : List.of(current, base);
            for (int i = 0; i < order.size(); i++) {
                int done = 2 * round + i;
                err.println("round " + (round + 1) + " of " + rounds + ": "
                        + order.get(i).name() + left(System.nanoTime() - start, done, 2 * rounds - done));
                order.get(i).round(options);
            }
        }
    }

    private static String left(long elapsedNs, int done, int left) {
        if (done == 0) {
            return "";
        }
        long seconds = Duration.ofNanos(elapsedNs / done * left).toSeconds();
        return String.format(Locale.ROOT, ", about %d:%02d left", seconds / 60, seconds % 60);
    }

    /** Writes the rounds that both sides have. */
    private synchronized Folders write(boolean partial) {
        Folders ready = written;
        if (ready == null) {
            int both = Math.min(base.rounds().size(), current.rounds().size());
            ready = new Folders(write(base, both, partial), write(current, both, partial));
            written = ready;
        }
        return ready;
    }

    private Path write(AbSide side, int rounds, boolean partial) {
        try {
            ResultFolder folder = ResultFolder.at(out.resolve(side.name()));
            JoinedRounds.write(side.rounds().subList(0, rounds), command, partial, inTurn, folder);
            HtmlReport.files(ReportData.read(List.of(folder.aside()))).forEach(folder::write);
            return folder.publish(null);
        } catch (ResultException e) {
            throw new UserError("--out: " + e.getMessage(), 1);
        }
    }

    private void interrupted() {
        base.end();
        current.end();
        int both = Math.min(base.rounds().size(), current.rounds().size());
        if (both > 0) {
            write(true);
        }
        err.println(
                both == 0
                        ? "\nstopped before both sides had a round; nothing is kept"
                        : "\nstopped; " + both + (both == 1 ? " round" : " rounds") + " of both sides are in " + out);
        err.flush();
        clear();
    }

    private void clear() {
        git.removeWorktree(temporary.resolve("tree-base"));
        git.removeWorktree(temporary.resolve("tree-new"));
        try (Stream<Path> files = Files.walk(temporary)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            err.println("note: not all of " + temporary + " could be removed");
        }
    }
}
