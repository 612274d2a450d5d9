package io.ballonet.cli.sweep;

import io.ballonet.cli.replay.OutputFormat;
import io.ballonet.cli.replay.Rows;
import io.ballonet.report.SweepPage;
import io.ballonet.report.plot.MissRatioChart;
import io.ballonet.trace.policy.ReplayPolicies;
import io.ballonet.unit.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every cell of the plans of one or several folders: a table, a picture a trace, and a page that holds both. */
final class SweepReport {
    private static final String CSV = "sweep.csv";
    private static final String PAGE = "report.html";
    private static final double SECOND_NS = 1e9;

    private final List<Path> folders;
    private final List<SweepPlan> plans = new ArrayList<>();
    private final Map<Cell, CellResult> results = new LinkedHashMap<>();
    private final Set<Cell> missing = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();

    private SweepReport(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /**
     * Reads folders that sweeps were written to.
     *
     * @throws io.ballonet.result.ResultException if one holds no sweep, or a plan that is cut
     */
    static SweepReport read(List<Path> folders) {
        SweepReport report = new SweepReport(folders);
        for (Path folder : folders) {
            SweepPlan.readAll(folder).stream()
                    .filter(plan -> !report.plans.contains(plan))
                    .forEach(report.plans::add);
        }
        List<CellStore> stores = folders.stream().map(CellStore::readOnly).toList();
        for (SweepPlan plan : report.plans) {
            plan.cells().forEach(cell -> report.read(cell, stores));
        }
        report.noteCommits();
        return report;
    }

    private void read(Cell cell, List<CellStore> stores) {
        if (results.containsKey(cell) || missing.contains(cell)) {
            return;
        }
        for (CellStore store : stores) {
            Optional<CellResult> result = store.find(cell, notes::add);
            if (result.isPresent()) {
                CellResult before = results.putIfAbsent(cell, result.get());
                if (before != null && before.misses() != result.get().misses()) {
                    notes.add(cell.label() + ": " + before.misses() + " misses in one folder and "
                            + result.get().misses() + " in another; the first is shown");
                }
            }
        }
        if (!results.containsKey(cell)) {
            missing.add(cell);
        }
    }

    private void noteCommits() {
        Set<String> commits = new TreeSet<>();
        results.values().forEach(result -> commits.add(commit(result)));
        if (commits.size() > 1) {
            notes.add("computed by several versions of Ballonet: " + String.join(", ", commits));
        }
    }

    private static String commit(CellResult result) {
        return result.commit() + (result.dirty() ? " with changes" : "");
    }

    /** Cells of the plans that are in none of the folders. */
    Set<Cell> missing() {
        return missing;
    }

    /** Cells that are there. */
    int size() {
        return results.size();
    }

    /** A command line for each plan that lacks cells, which computes them into the first folder. */
    List<String> mends() {
        return commands(missing);
    }

    private List<String> commands(Set<Cell> cells) {
        return plans.stream()
                .filter(plan -> plan.cells().stream().anyMatch(cells::contains))
                .map(plan -> plan.command(cells, folders.getFirst()))
                .toList();
    }

    /**
     * Writes the files, each whole or not at all, over those of an earlier report.
     *
     * @return the page
     */
    Path write(Path out, WholeFile files) {
        Path page = out.resolve(PAGE);
        try {
            Files.createDirectories(out);
            files.write(out.resolve(CSV), csv());
            List<SweepPage.Section> sections = new ArrayList<>();
            Set<String> names = new LinkedHashSet<>();
            for (TraceIdentity trace : traces()) {
                List<CellResult> ofTrace = results.values().stream()
                        .filter(result -> result.cell().trace().equals(trace))
                        .toList();
                String svg = chart(trace, ofTrace);
                files.write(out.resolve(pictureName(trace, names)), svg);
                sections.add(section(trace, ofTrace, svg));
            }
            Set<Cell> all = new HashSet<>(missing);
            all.addAll(results.keySet());
            files.write(
                    page,
                    SweepPage.html(sections, size() + missing.size(), missing.size(), mends(), commands(all), notes));
            return page;
        } catch (IOException e) {
            throw CellStore.unwritable(page, e);
        }
    }

    private static String pictureName(TraceIdentity trace, Set<String> taken) {
        String plain = "miss-ratio-" + Cell.plain(trace.name());
        String name = taken.add(plain) ? plain : plain + "-" + trace.sha256().substring(0, Digest.SHORT);
        return name + ".svg";
    }

    /** Those that have a cell. */
    private List<TraceIdentity> traces() {
        return results.keySet().stream().map(Cell::trace).distinct().toList();
    }

    private String csv() {
        Rows rows = new Rows(
                6,
                "trace",
                "accesses",
                "distinct",
                "policy",
                "frames",
                "misses",
                "miss_ratio",
                "writebacks",
                "elapsed_s",
                "accesses_per_s",
                "commit",
                "sha256");
        for (CellResult result : results.values()) {
            Cell cell = result.cell();
            rows.add(
                    cell.trace().name(),
                    cell.trace().accesses(),
                    cell.trace().distinctPages(),
                    cell.policy(),
                    cell.frames(),
                    result.misses(),
                    result.missRatio(),
                    result.writebacks(),
                    result.elapsedNs() / SECOND_NS,
                    result.accessesPerSecond(),
                    commit(result),
                    cell.trace().sha256());
        }
        StringWriter text = new StringWriter();
        rows.print(OutputFormat.CSV, new PrintWriter(text));
        return text.toString();
    }

    private static List<String> policies(List<CellResult> results) {
        return results.stream().map(result -> result.cell().policy()).distinct().toList();
    }

    private static String chart(TraceIdentity trace, List<CellResult> results) {
        Map<String, List<double[]>> lines = new LinkedHashMap<>();
        policies(results)
                .forEach(policy -> lines.put(
                        policy,
                        results.stream()
                                .filter(result -> result.cell().policy().equals(policy))
                                .sorted(Comparator.comparingLong(
                                        result -> result.cell().frames()))
                                .map(result -> new double[] {result.cell().frames(), result.missRatio()})
                                .toList()));
        return MissRatioChart.file(trace.name(), lines);
    }

    private static SweepPage.Section section(TraceIdentity trace, List<CellResult> results, String svg) {
        Map<String, Map<Long, SweepPage.Value>> values = new LinkedHashMap<>();
        for (CellResult result : results) {
            values.computeIfAbsent(result.cell().policy(), policy -> new HashMap<>())
                    .put(
                            result.cell().frames(),
                            new SweepPage.Value(
                                    result.misses(),
                                    result.writebacks(),
                                    result.elapsedNs() / SECOND_NS,
                                    result.accessesPerSecond()));
        }
        return new SweepPage.Section(
                trace.name(),
                trace.accesses(),
                trace.distinctPages(),
                trace.sha256(),
                policies(results).stream().filter(SweepReport::isOptimum).toList(),
                values,
                svg);
    }

    private static boolean isOptimum(String policy) {
        try {
            return ReplayPolicies.REGISTRY.named(policy).role() == Role.OPTIMUM;
        } catch (IllegalArgumentException e) {
            return false; // of a class that is not here
        }
    }
}
