package io.ballonet.report.data;

import io.ballonet.result.Environment;
import io.ballonet.result.Measurement;
import io.ballonet.result.RawRun;
import io.ballonet.result.RunFacts;
import io.ballonet.result.Subject;
import io.ballonet.result.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one machine measured at one commit, from one folder or from several whose runs count as rounds. */
public final class ReportColumn {
    private final String label;
    private final List<String> folders;
    private final Summary summary;
    private final Map<Subject, List<RawRun>> runs;
    private final Map<Subject, RowCommands.Origin> origins;
    private final List<LatencyLogs> logs;
    private final List<CsvFile> tables;
    private final List<String> faults;

    ReportColumn(
            String label,
            List<String> folders,
            Summary summary,
            List<RawRun> runs,
            Map<Subject, RowCommands.Origin> origins,
            List<LatencyLogs> logs,
            List<CsvFile> tables,
            List<String> faults) {
        this.label = label;
        this.folders = List.copyOf(folders);
        this.summary = summary;
        this.runs = runs.stream().collect(Collectors.groupingBy(RawRun::subject));
        this.origins = Map.copyOf(origins);
        this.logs = List.copyOf(logs);
        this.tables = List.copyOf(tables);
        this.faults = List.copyOf(faults);
    }

    /** Machine and commit, for people; unlike that of any other column. */
    public String label() {
        return label;
    }

    /** Last names of the folders that it was made of. */
    public List<String> folders() {
        return folders;
    }

    /** Environment, facts and measurements. */
    public Summary summary() {
        return summary;
    }

    /** What it was measured on. */
    public Environment environment() {
        return summary.environment();
    }

    /** How it was measured. */
    public RunFacts facts() {
        return summary.run();
    }

    /** In the order of the summary. */
    public List<Measurement> measurements() {
        return summary.measurements();
    }

    /** What of the folders is left out, a line each, as the files say it. */
    public List<String> faults() {
        return faults;
    }

    /** Tables beside the raw runs. */
    public List<CsvFile> tables() {
        return tables;
    }

    /** Single iterations of all rounds, in the measurement's unit, finite ones alone. */
    public List<Double> iterations(Measurement measurement) {
        List<Double> values = new ArrayList<>();
        for (RawRun run : runs.getOrDefault(measurement.subject(), List.of())) {
            run.values().stream().filter(Double::isFinite).forEach(values::add);
        }
        return values;
    }

    /** The command line that repeats just this row. */
    public String command(Measurement measurement) {
        RowCommands.Origin origin = origins.get(measurement.subject());
        return origin == null ? RowCommands.comparing(measurement.subject(), facts().profile()) : origin.command();
    }

    /** The command line that made the whole. */
    public String command() {
        return RowCommands.line(environment().command());
    }

    /** The times of an open loop; {@code what} is {@code response} or {@code service}; empty where no log is held. */
    public Optional<LatencyCurve> latency(Measurement measurement, String what) {
        RowCommands.Origin origin = origins.get(measurement.subject());
        if (origin == null) {
            return Optional.empty();
        }
        return logs.stream()
                .flatMap(log -> log.curve(origin.log(), what).stream())
                .findFirst();
    }
}
