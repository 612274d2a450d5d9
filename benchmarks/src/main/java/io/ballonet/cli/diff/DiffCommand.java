package io.ballonet.cli.diff;

import io.ballonet.cli.Suggestion;
import io.ballonet.cli.Terminal;
import io.ballonet.cli.UserError;
import io.ballonet.cli.replay.OutputFormat;
import io.ballonet.report.DiffTable;
import io.ballonet.result.Families;
import io.ballonet.result.Printable;
import io.ballonet.result.RawFolder;
import io.ballonet.result.diff.FolderDiff;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** {@code ballonet diff}: what a change did, from two result folders. */
@Command(
        name = "diff",
        description = {
            "Compares two result folders row by row: what got slower or faster, what shows no difference, and what cannot be"
                    + " told. A fork counts as one value; significant is what stays so after Holm's correction for all rows.",
            "Ends with 0, with 1 if a row is slower by the threshold or more, or with 2 if a folder cannot be compared or holds"
                    + " damaged runs, which are left out.",
        },
        footer = {"", "Example:", "  ballonet diff results/before results/after --threshold 3%%"})
public final class DiffCommand implements Callable<Integer> {
    private static final int REGRESSION = 1;
    private static final int USAGE = 2;

    @Parameters(index = "0", paramLabel = "BASE", description = "the result folder to compare with")
    private Path base = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "the result folder that is judged")
    private Path current = Path.of("");

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            defaultValue = "5%",
            converter = Threshold.Converter.class,
            description = "a regression is slower by at least so much; one of just that size is found half of the time;"
                    + " default: ${DEFAULT-VALUE}")
    private Threshold threshold = new Threshold(0);

    @Option(
            names = "--family",
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
        RawFolder before = RawFolder.read(base);
        RawFolder after = RawFolder.read(current);
        checkFamilies(before, after);
        FolderDiff diff = FolderDiff.of(before, after, Set.copyOf(families), threshold.share());
        PrintWriter err = Terminal.err(spec);
        diff.notes().forEach(note -> err.println("note: " + Printable.of(note)));
        if (diff.rows().isEmpty()) {
            throw new UserError(
                    "nothing to compare: " + base + " and " + current
                            + " have no row in common; name runs of the same families",
                    USAGE);
        }
        print(diff, Terminal.out(spec));
        if (diff.regressions() > 0) {
            return REGRESSION;
        }
        return diff.damaged() ? USAGE : 0;
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
