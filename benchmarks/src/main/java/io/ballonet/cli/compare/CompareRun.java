package io.ballonet.cli.compare;

import io.ballonet.report.HtmlReport;
import io.ballonet.report.data.ReportData;
import io.ballonet.result.Environment;
import io.ballonet.result.JmhFile;
import io.ballonet.result.ResultFiles;
import io.ballonet.result.ResultFolder;
import io.ballonet.result.RunFacts;
import io.ballonet.result.Summarizer;
import io.ballonet.result.Summary;
import io.ballonet.result.SummaryJson;
import java.nio.file.Path;
import java.time.Duration;
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
    private final long startNs = System.nanoTime();
    private @Nullable Result result;

    CompareRun(Comparison comparison, Profile profile, TimePlan plan, Environment environment, ResultFolder folder) {
        this.comparison = comparison;
        this.profile = profile;
        this.plan = plan;
        this.environment = environment;
        this.folder = folder;
    }

    /** Where the result is, and what it is; the folder is null where nothing was finished. */
    record Result(@Nullable Path folder, Summary summary) {}

    /** Runs to the end and writes the folder. */
    Result run() {
        comparison.run();
        return write();
    }

    /** Takes no more runs; that of a row which runs now is dropped. */
    void stop() {
        comparison.stop();
    }

    /** Stops, and writes the finished families as a partial result. */
    Result interrupt() {
        comparison.stop();
        return write();
    }

    private synchronized Result write() {
        if (result == null) {
            result = publish(comparison.outcome());
        }
        return result;
    }

    private Result publish(Comparison.Outcome outcome) {
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
            return new Result(null, summary);
        }
        ClassArchive.remove(folder);
        folder.write(ResultFolder.ENVIRONMENT, ResultFiles.environment(environment, facts));
        folder.write(ResultFolder.JMH, JmhFile.write(outcome.entries()));
        folder.write(ResultFolder.SUMMARY, SummaryJson.write(summary));
        HtmlReport.files(ReportData.read(List.of(folder.aside()))).forEach(folder::write);
        if (outcome.failures().isEmpty()) {
            folder.remove(ResultFolder.LOG);
        }
        return new Result(folder.publish(mark(outcome)), summary);
    }

    private static @Nullable String mark(Comparison.Outcome outcome) {
        List<String> failures = outcome.failures();
        return outcome.partial() ? "partial" : failures.isEmpty() ? null : "failed";
    }
}
