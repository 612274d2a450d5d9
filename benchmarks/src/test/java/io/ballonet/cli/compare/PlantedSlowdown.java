package io.ballonet.cli.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ballonet.cli.Home;
import io.ballonet.cli.JvmFlags;
import io.ballonet.micro.limit.CoreToCore;
import io.ballonet.report.DiffTable;
import io.ballonet.result.Environment;
import io.ballonet.result.EnvironmentProbe;
import io.ballonet.result.JmhFile;
import io.ballonet.result.Kind;
import io.ballonet.result.Machine;
import io.ballonet.result.RawFolder;
import io.ballonet.result.RawRun;
import io.ballonet.result.ResultFiles;
import io.ballonet.result.ResultFolder;
import io.ballonet.result.RunFacts;
import io.ballonet.result.Subject;
import io.ballonet.result.diff.FolderDiff;
import io.ballonet.result.diff.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Does {@code diff} find a slowdown of 5 % that is there, and stay silent where there is none? An experiment by hand, on a quiet
 * machine: it runs an operation of each family that has benchmarks, with and without every 20th done twice, in turn within each
 * round, and writes both sides as result folders; and it runs the side without twice in each round, for 20 comparisons of it with
 * itself. Comparisons are of twelve rounds, and follow each other three rounds later. The row of two threads has twice as many
 * rounds with the slowdown, for only those pairs count in which the cores stayed where they were.
 *
 * <p>The side without does every thousandth twice: a branch that is never taken is compiled to something else than one that is.
 *
 * <p>Run: {@code PlantedSlowdown DIR [PLANTED_ROUNDS COMPARISONS [FAMILY...]]}; CONTRIBUTING.md has the whole line. Takes some eighty minutes
 * on two cores. A run that fails ends the measuring; what was measured until then is compared.
 */
final class PlantedSlowdown {
    private static final int ROUNDS = 12;
    private static final int STEP = 3;
    private static final double THRESHOLD = 0.03;
    private static final String SELDOM = "1000";
    private static final String PLANTED = "20";
    private static final TimePlan PLAN = new TimePlan(1, 8, 8, Duration.ofMillis(100), Duration.ofMinutes(1));
    private static final String OF_TWO_THREADS = "channel";

    /* Of each benchmark the first values, but for these. */
    private static final Map<String, String> CONTENDERS =
            Map.of("allocator", "uncounted", "scan", "linear", "replay", "clock1");

    /* A guest of 64 MiB is filled in a tenth of the time that one of 1 GiB takes. */
    private static final String MOVED = "8192";

    private final List<BenchmarkRow> rows;
    private final RowRunner runner;
    private final Watch watch = new Watch(Machine.here(), CoreToCore::measure);
    private final List<ObjectNode> without = new ArrayList<>();
    private final List<ObjectNode> again = new ArrayList<>();
    private final List<ObjectNode> paired = new ArrayList<>();
    private final List<ObjectNode> with = new ArrayList<>();

    private PlantedSlowdown(List<BenchmarkRow> rows, RowRunner runner) {
        this.rows = rows;
        this.runner = runner;
    }

    public static void main(String[] arguments) throws IOException {
        Path out = Path.of(arguments[0]);
        int planted = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 24;
        int comparisons = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
        Set<String> families = Arrays.stream(arguments).skip(3).collect(Collectors.toSet());
        List<BenchmarkRow> rows = rows().stream()
                .filter(row -> families.isEmpty() || families.contains(family(row)))
                .toList();
        List<String> command = Stream.concat(
                        Stream.of("PlantedSlowdown", "" + planted, "" + comparisons),
                        families.stream().sorted())
                .toList();
        Environment environment = EnvironmentProbe.probe(Home.directory(), command, JvmFlags.list(), 1);
        ResultFolder base = ResultFolder.at(out.resolve("base"));
        ResultFolder current = ResultFolder.at(out.resolve("new"));
        try (ClassArchive runner =
                new ClassArchive(JvmFlags.list(), base, base.aside().resolve(ResultFolder.LOG))) {
            PlantedSlowdown experiment = new PlantedSlowdown(rows, runner);
            experiment.measure(planted, Math.max(planted, ROUNDS + STEP * (comparisons - 1)));
            ClassArchive.remove(base);
            base.remove(ResultFolder.LOG);
            String text = experiment.write(base, experiment.paired, environment)
                    + experiment.write(current, experiment.with, environment)
                    + experiment.text(out, comparisons);
            System.out.print(text);
        }
    }

    /** An operation of each family. */
    static List<BenchmarkRow> rows() {
        return BenchmarkCatalogue.load().firstRows().stream()
                .filter(row -> row.benchmark().contains(".Planted"))
                .toList();
    }

    private void measure(int planted, int rounds) {
        long start = System.nanoTime();
        try {
            for (int round = 0; round < rounds; round++) {
                for (BenchmarkRow row : round % 2 == 0 ? rows : rows.reversed()) {
                    boolean both = round < (OF_TWO_THREADS.equals(family(row)) ? 2 * planted : planted);
                    measure(row, round, both);
                }
                long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
                System.err.println("round " + (round + 1) + " of " + rounds + ", " + seconds + " s");
            }
        } catch (RowRunner.RowFailure failure) {
            System.err.println("stopped: " + failure.getMessage());
        }
    }

    /** Without, with, and without again; the first and the last change places from round to round. */
    private void measure(BenchmarkRow row, int round, boolean both) throws RowRunner.RowFailure {
        ObjectNode first = run(row, SELDOM, round);
        ObjectNode between = both ? run(row, PLANTED, round) : null;
        ObjectNode last = run(row, SELDOM, round);
        without.add(round % 2 == 0 ? first : last);
        again.add(round % 2 == 0 ? last : first);
        if (between != null) {
            paired.add(without.getLast());
            with.add(between);
        }
    }

    private ObjectNode run(BenchmarkRow row, String every, int round) throws RowRunner.RowFailure {
        String family = family(row);
        Map<String, String> parameters = new TreeMap<>(row.parameters());
        parameters.put("every", every);
        parameters.computeIfPresent("contender", (name, value) -> CONTENDERS.getOrDefault(family, value));
        parameters.computeIfPresent("moved", (name, value) -> MOVED);
        Subject subject = new Subject(
                family,
                "planted",
                parameters.getOrDefault("contender", "ballonet"),
                Kind.OURS,
                OF_TWO_THREADS.equals(family) ? 2 : 1,
                new TreeMap<>(),
                "ns/op",
                1,
                null,
                1,
                1,
                null);
        BenchmarkRow asked =
                new BenchmarkRow(row.benchmark(), row.mode(), parameters, subject.threads(), List.of(subject));
        Watch.Watched watched = watch.around(asked, () -> runner.run(asked, PLAN));
        ObjectNode entry = JmhFile.entry(watched.result(), asked.subjects(), round, watched.surroundings());
        JmhFile.runs(entry)
                .forEach(one -> System.err.printf(
                        Locale.ROOT,
                        "%s every=%s %.4f %s%n",
                        family,
                        every,
                        one.mean(),
                        one.surroundings().flags()));
        return entry;
    }

    static String family(BenchmarkRow row) {
        return row.benchmark().substring(row.benchmark().lastIndexOf('.') + 1);
    }

    private String write(ResultFolder folder, List<ObjectNode> entries, Environment environment) {
        folder.write(ResultFolder.ENVIRONMENT, ResultFiles.environment(environment, facts(runs(entries))));
        folder.write(ResultFolder.JMH, JmhFile.write(entries));
        return "written: " + folder.publish(null).getFileName() + "\n";
    }

    private static List<RawRun> runs(List<ObjectNode> entries) {
        return entries.stream().flatMap(entry -> JmhFile.runs(entry).stream()).toList();
    }

    private static RunFacts facts(List<RawRun> runs) {
        int rounds = (int) runs.stream().mapToInt(RawRun::round).distinct().count();
        long iterationMs = PLAN.iteration().toMillis();
        return new RunFacts("full", true, false, rounds, PLAN.iterations(), iterationMs, 0, List.of())
                .withInTurn("planted");
    }

    /** What both parts of the experiment say, in {@code result.txt} too; and every value of the second. */
    private String text(Path out, int comparisons) throws IOException {
        FolderDiff found = FolderDiff.of(
                RawFolder.read(out.resolve("base")), RawFolder.read(out.resolve("new")), Set.of(), THRESHOLD);
        StringBuilder text =
                new StringBuilder("planted: every 20th operation twice, where every 1,000th was; 4.9 % more work\n\n");
        text.append(DiffTable.of(found, true, false)).append('\n');
        int alarms = 0;
        int regressions = 0;
        for (int comparison = 0; comparison < comparisons; comparison++) {
            FolderDiff same = FolderDiff.of(
                    side("one", without, comparison), side("other", again, comparison), Set.of(), THRESHOLD);
            int shown = same.of(Verdict.SLOWER).size() + same.of(Verdict.FASTER).size();
            alarms += shown > 0 ? 1 : 0;
            regressions += same.regressions() > 0 ? 1 : 0;
            text.append(String.format(
                    Locale.ROOT,
                    "A/A %2d: %d rows, %d of them could show a difference, %d do%n",
                    comparison + 1,
                    same.rows().size(),
                    same.rows().size() - same.of(Verdict.CANNOT_TELL).size(),
                    shown));
        }
        text.append(String.format(
                Locale.ROOT,
                "%d of %d comparisons of equal sides show a difference, %d a regression%n",
                alarms,
                comparisons,
                regressions));
        Files.writeString(out.resolve("result.txt"), text);
        Files.write(
                out.resolve("same.csv"),
                Stream.of(
                                Stream.of("side,family,round,state,ns_per_operation"),
                                lines("one", without),
                                lines("other", again))
                        .flatMap(lines -> lines)
                        .toList());
        return text.toString();
    }

    private static Stream<String> lines(String side, List<ObjectNode> entries) {
        return runs(entries).stream()
                .map(run -> String.format(
                        Locale.ROOT,
                        "%s,%s,%d,%s,%.4f",
                        side,
                        run.subject().family(),
                        run.round(),
                        String.join(" ", run.surroundings().flags()),
                        run.mean()));
    }

    private static RawFolder side(String name, List<ObjectNode> entries, int comparison) {
        List<RawRun> side = runs(entries).stream()
                .filter(run -> run.round() >= comparison * STEP && run.round() < comparison * STEP + ROUNDS)
                .toList();
        Environment environment = EnvironmentProbe.probe(Home.directory(), List.of(), JvmFlags.list(), 1);
        return new RawFolder(Path.of(name), environment, facts(side), side, List.of(), true);
    }
}
