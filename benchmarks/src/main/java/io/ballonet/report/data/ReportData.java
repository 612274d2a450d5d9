package io.ballonet.report.data;

import io.ballonet.result.Environment;
import io.ballonet.result.Families;
import io.ballonet.result.Measurement;
import io.ballonet.result.RawFolder;
import io.ballonet.result.RawRun;
import io.ballonet.result.ResultException;
import io.ballonet.result.ResultFolder;
import io.ballonet.result.Subject;
import io.ballonet.result.Summary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a report shows: a column for each machine and commit, and what was left out. Folders of the same machine and the same
 * committed sources are one column, their runs rounds of the same measurements.
 *
 * @param columns not empty
 * @param leftOut folders that could not be read, a line each
 */
public record ReportData(List<ReportColumn> columns, List<String> leftOut) {
    private static final int COMMIT_DIGITS = 7;

    /** Copies the lists. */
    public ReportData {
        columns = List.copyOf(columns);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Reads folders. One that is no result is left out if another is one.
     *
     * @throws ResultException naming the folder, if none can be read
     */
    public static ReportData read(List<Path> folders) {
        Map<List<Object>, List<RawFolder>> columns = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        ResultException first = null;
        for (Path path : folders) {
            try {
                RawFolder folder = Whole.folder(RawFolder.readRuns(path));
                columns.computeIfAbsent(key(folder), key -> new ArrayList<>()).add(folder);
            } catch (ResultException e) {
                first = first == null ? e : first;
                leftOut.add(e.getMessage() + "; it is left out");
            }
        }
        if (columns.isEmpty() && first != null) {
            throw first;
        }
        Map<String, Integer> labels = new HashMap<>();
        return new ReportData(
                columns.values().stream().map(parts -> column(parts, labels)).toList(), leftOut);
    }

    /** A result that is not in a folder; it knows neither the commands of single rows nor latency logs. */
    public static ReportData of(Summary summary, List<RawRun> runs) {
        return new ReportData(
                List.of(new ReportColumn("", List.of(), summary, runs, Map.of(), List.of(), List.of(), List.of())),
                List.of());
    }

    /** Every measurement, those of one benchmark and then of one setting together, whatever column they are from. */
    public List<Row> rows() {
        Map<List<Object>, Map<List<Object>, List<Row>>> rows = new LinkedHashMap<>();
        for (ReportColumn column : columns) {
            for (Measurement m : column.measurements()) {
                Subject subject = m.subject();
                rows.computeIfAbsent(List.of(subject.family(), subject.benchmark()), key -> new LinkedHashMap<>())
                        .computeIfAbsent(
                                List.of(subject.threads(), subject.params(), subject.unit()), key -> new ArrayList<>())
                        .add(new Row(column, m));
            }
        }
        return rows.values().stream()
                .flatMap(settings -> settings.values().stream())
                .flatMap(List::stream)
                .sorted(Comparator.comparing(row -> row.subject().family(), Families.order()))
                .toList();
    }

    /** Families in their order. */
    public List<String> families() {
        return rows().stream().map(row -> row.subject().family()).distinct().toList();
    }

    /** True where machines or commits stand side by side. */
    public boolean isMerged() {
        return columns.size() > 1;
    }

    /** True if anything of what was named is not in the report. */
    public boolean isDamaged() {
        return !leftOut.isEmpty()
                || columns.stream().anyMatch(column -> !column.faults().isEmpty());
    }

    /** Changed sources are nobody else's. */
    private static List<Object> key(RawFolder folder) {
        Environment environment = folder.environment();
        List<Object> key = new ArrayList<>(List.of(
                environment.cpu(),
                environment.cores(),
                environment.architecture(),
                environment.kernel(),
                environment.jdk(),
                environment.jvmFlags(),
                environment.transparentHugePages(),
                environment.memoryLimitBytes(),
                environment.commit()));
        if (environment.dirty()) {
            key.add(folder.path());
        }
        return key;
    }

    private static ReportColumn column(List<RawFolder> parts, Map<String, Integer> labels) {
        List<RawRun> runs = new ArrayList<>();
        Map<Subject, RowCommands.Origin> origins = new HashMap<>();
        List<LatencyLogs> logs = new ArrayList<>();
        List<CsvFile> tables = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (RawFolder part : parts) {
            runs.addAll(part.runs());
            faults.addAll(part.faults());
            RowCommands.of(
                            part.path().resolve(ResultFolder.JMH),
                            part.environment().command(),
                            part.facts())
                    .forEach(origins::putIfAbsent);
            LatencyLogs found = LatencyLogs.of(part.path());
            logs.add(found);
            faults.addAll(found.faults());
            tables.addAll(CsvFile.of(part.path(), faults));
        }
        Environment environment = parts.getFirst().environment();
        String label = environment.host() + " at "
                + environment
                        .commit()
                        .substring(
                                0, Math.min(COMMIT_DIGITS, environment.commit().length()))
                + (environment.dirty() ? " with changes" : "");
        int number = labels.merge(label, 1, Integer::sum);
        return new ReportColumn(
                number == 1 ? label : label + " (" + number + ")",
                parts.stream()
                        .map(part -> String.valueOf(
                                part.path().toAbsolutePath().normalize().getFileName()))
                        .toList(),
                Whole.summary(parts, runs),
                runs,
                origins,
                logs,
                tables,
                faults);
    }
}
