package io.ballonet.cli.compare;

import io.ballonet.cli.UserError;
import io.ballonet.micro.LatencyLog;
import io.ballonet.report.HtmlReport;
import io.ballonet.report.data.ReportData;
import io.ballonet.result.Environment;
import io.ballonet.result.JmhFile;
import io.ballonet.result.ResultException;
import io.ballonet.result.ResultFiles;
import io.ballonet.result.ResultFolder;
import io.ballonet.result.RunFacts;
import io.ballonet.result.Summarizer;
import io.ballonet.result.Summary;
import io.ballonet.result.SummaryJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comparison and the folder it is written to. Whatever ends it, the end of its rounds or Ctrl-C, writes the folder once.
 *
 * <p>Concurrency: {@link #run} belongs to one thread, {@link #interrupt} to the shutdown hook; {@link #write} is
 * synchronized and the first caller wins.
 */
final class CompareRun {
    private final Comparison comparison;
    private final Profile profile;
    private final TimePlan plan;
    private final Environment environment;
    private final ResultFolder folder;
    private final Path elsewhere;
    private final long startNs = System.nanoTime();
    private @Nullable Result result;

    /**
     * A run that is written to {@code folder}.
     *
     * @param elsewhere takes the result where its own place cannot, such as on a full disk
     */
    CompareRun(
            Comparison comparison,
            Profile profile,
            TimePlan plan,
            Environment environment,
            ResultFolder folder,
            Path elsewhere) {
        this.comparison = comparison;
        this.profile = profile;
        this.plan = plan;
        this.environment = environment;
        this.folder = folder;
        this.elsewhere = elsewhere;
    }

    /**
     * Where the result is, and what it is.
     *
     * @param folder null where nothing was finished or could be written
     * @param problem why it is not whole or not in its place, and where it is; null where all is well
     */
    record Result(
            @Nullable Path folder,
            Summary summary,
            @Nullable String problem) {}

    /** Runs to the end, or to what makes going on impossible, and writes the folder. */
    Result run() {
        try {
            comparison.run();
        } catch (UserError e) {
            comparison.stop();
            return write(e.getMessage());
        }
        return write(null);
    }

    /** Takes no more runs; that of a row which runs now is dropped. */
    void stop() {
        comparison.stop();
    }

    /** Stops, and writes the finished families as a partial result. */
    Result interrupt() {
        comparison.stop();
        return write(null);
    }

    private synchronized Result write(@Nullable String problem) {
        if (result == null) {
            result = publish(comparison.outcome(), problem);
        }
        return result;
    }

    private Result publish(Comparison.Outcome outcome, @Nullable String problem) {
        RunFacts facts = new RunFacts(
                profile.label(),
                profile.isMeasurement(),
                outcome.partial(),
                plan.rounds(),
                plan.iterations(),
                plan.iteration().toMillis(),
                Duration.ofNanos(System.nanoTime() - startNs).toMillis() / 1e3,
                outcome.failures());
        Summary summary = new Summary(
                environment,
                facts,
                Summarizer.summarize(outcome.entries().stream()
                        .flatMap(entry -> JmhFile.runs(entry).stream())
                        .toList()));
        if (outcome.partial() && outcome.entries().isEmpty()) {
            folder.discard();
            return new Result(null, summary, problem);
        }
        try {
            ClassArchive.remove(folder);
            return new Result(publish(folder, outcome, summary), summary, problem);
        } catch (ResultException e) {
            return publishElsewhere(outcome, summary, String.valueOf(e.getMessage()));
        }
    }

    private static Path publish(ResultFolder into, Comparison.Outcome outcome, Summary summary) {
        into.write(ResultFolder.ENVIRONMENT, ResultFiles.environment(summary.environment(), summary.run()));
        into.write(ResultFolder.JMH, JmhFile.write(outcome.entries()));
        into.write(ResultFolder.SUMMARY, SummaryJson.write(summary));
        HtmlReport.files(ReportData.read(List.of(into.aside()))).forEach(into::write);
        if (outcome.failures().isEmpty()) {
            into.remove(ResultFolder.LOG);
        }
        return into.publish(mark(outcome));
    }

    /** What took long to measure and cannot be written to its place goes where temporary files do. */
    private Result publishElsewhere(Comparison.Outcome outcome, Summary summary, String problem) {
        ResultFolder spare = null;
        try {
            spare = ResultFolder.under(
                    elsewhere, LocalDate.now(ZoneId.systemDefault()), "compare-" + profile.label(), environment.host());
            folder.copyTo(spare, LatencyLog.SUFFIX);
            Path kept = publish(spare, outcome, summary);
            folder.discard();
            return new Result(kept, summary, problem + "; the result is in " + kept);
        } catch (ResultException e) {
            if (spare != null) {
                spare.discard();
            }
            folder.discard();
            return new Result(null, summary, problem + "; nor can it be written elsewhere: " + e.getMessage());
        }
    }

    private static @Nullable String mark(Comparison.Outcome outcome) {
        List<String> failures = outcome.failures();
        return outcome.partial() ? "partial" : failures.isEmpty() ? null : "failed";
    }
}
