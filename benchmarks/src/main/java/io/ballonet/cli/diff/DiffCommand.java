package io.ballonet.cli.diff;

import io.ballonet.cli.Home;
import io.ballonet.cli.Suggestion;
import io.ballonet.cli.Terminal;
import io.ballonet.cli.UserError;
import io.ballonet.cli.replay.OutputFormat;
import io.ballonet.report.DiffTable;
import io.ballonet.result.EnvironmentProbe;
import io.ballonet.result.Families;
import io.ballonet.result.Printable;
import io.ballonet.result.RawFolder;
import io.ballonet.result.diff.FolderDiff;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ballonet diff}: what a change did, from two result folders or two commits. */
@Command(
        name = "diff",
        description = {
            "Compares two result folders row by row: what got slower or faster, what shows no difference, and what cannot be"
                    + " told. A fork counts as one value; significant is what stays so after Holm's correction for all rows.",
            "With --ab, BASE and NEW are revisions: both are built beside this tree and run in turn on this machine, then"
                    + " compared.",
            "Ends with 0, with 1 if a row is slower by the threshold or more, or with 2 if a folder cannot be compared or holds"
                    + " damaged runs, which are left out.",
        },
        footer = {
            "",
            "Example:",
            "  ballonet diff results/before results/after --threshold 3%%",
            "  ballonet diff --ab main HEAD --only pin --rounds 8",
        })
public final class DiffCommand implements Callable<Integer> {
    private static final int REGRESSION = 1;
    private static final int USAGE = 2;
    private static final int HASH_SHOWN = 8;

    /** Enough for a p-value of pairs that stays small among a hundred rows. */
    private static final int ROUNDS = 12;

    @Parameters(index = "0", paramLabel = "BASE", description = "the result folder or revision to compare with")
    private String base = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "the result folder or revision that is judged")
    private String current = "";

    @Option(names = "--ab", description = "BASE and NEW are revisions of this checkout, to be built and run here")
    private boolean ab;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "with --ab, rounds of each side; few rows need fewer; default: " + ROUNDS)
    private @Nullable Integer rounds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "with --ab, a new folder for both results; default: results/<date>-diff-<base>-<new>-<host>")
    private @Nullable Path out;

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            defaultValue = "5%",
            converter = Threshold.Converter.class,
            description = "a regression is slower by at least so much; one of just that size is found half of the time;"
                    + " default: ${DEFAULT-VALUE}")
    private Threshold threshold = new Threshold(0);

    @Option(
            names = {"--family", "--only"},
            split = ",",
            paramLabel = "NAME",
            description = "these families, with commas; fewer rows need fewer rounds")
    private List<String> families = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = OutputFormat.Converter.class,
            description = "table, csv or json (every row, changes as shares); default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.TABLE;

    @Option(names = "--all", description = "in the table, also the rows that show no difference")
    private boolean all;

    @Spec
    private @Nullable CommandSpec spec;

    /** For picocli. */
    public DiffCommand() {}

    @Override
    public Integer call() {
        AbRun.Folders folders = folders();
        RawFolder before = RawFolder.read(folders.base());
        RawFolder after = RawFolder.read(folders.current());
        checkFamilies(before, after);
        FolderDiff diff = FolderDiff.of(before, after, Set.copyOf(families), threshold.share());
        PrintWriter err = Terminal.err(spec);
        diff.notes().forEach(note -> err.println("note: " + Printable.of(note)));
        if (diff.rows().isEmpty()) {
            throw new UserError(
                    "nothing to compare: " + folders.base() + " and " + folders.current()
                            + " have no row in common; name runs of the same families",
                    USAGE);
        }
        print(diff, Terminal.out(spec));
        if (diff.regressions() > 0) {
            return REGRESSION;
        }
        return diff.damaged() ? USAGE : 0;
    }

    private AbRun.Folders folders() {
        if (!ab) {
            if (rounds != null || out != null) {
                throw new UserError((rounds == null ? "--out" : "--rounds") + ": goes with --ab", USAGE);
            }
            return new AbRun.Folders(Path.of(base), Path.of(current));
        }
        int count = rounds == null ? ROUNDS : rounds;
        if (count < 1) {
            throw new UserError("--rounds: must be at least 1: " + count, USAGE);
        }
        GitTree git = new GitTree(Home.directory());
        List<String> options = families.isEmpty() ? List.of() : List.of("--only", String.join(",", families));
        Path given = out;
        Path into = given == null ? folder(git) : given;
        AbRun.Folders written =
                AbRun.run(git, List.of(base, current), count, options, into, command(), Terminal.err(spec));
        Terminal.err(spec).println("results: " + into);
        return written;
    }

    private Path folder(GitTree git) {
        String host =
                EnvironmentProbe.probe(git.home(), List.of(), List.of(), 0).host();
        return git.home()
                .resolve("results")
                .resolve(LocalDate.now(ZoneId.systemDefault()) + "-diff-" + shortened(git, base) + "-"
                        + shortened(git, current) + "-" + host);
    }

    private static String shortened(GitTree git, String revision) {
        return git.commit(revision).substring(0, HASH_SHOWN);
    }

    private List<String> command() {
        List<String> words = new ArrayList<>(List.of("ballonet"));
        if (spec != null) {
            words.addAll(spec.root().commandLine().getParseResult().originalArgs());
        }
        return EnvironmentProbe.recorded(words);
    }

    private void print(FolderDiff diff, PrintWriter out) {
        if (format == OutputFormat.TABLE) {
            out.print(DiffTable.of(diff, all, Terminal.outHasColour()));
            out.flush();
        } else {
            DiffRows.of(diff).print(format, out);
        }
    }

    private void checkFamilies(RawFolder before, RawFolder after) {
        Set<String> known = new TreeSet<>(Families.order());
        Stream.of(before, after)
                .flatMap(folder -> folder.runs().stream())
                .forEach(run -> known.add(run.subject().family()));
        families.stream().filter(family -> !known.contains(family)).findFirst().ifPresent(family -> {
            throw new UserError("--family: " + Suggestion.message("family", family, known), USAGE);
        });
    }
}
