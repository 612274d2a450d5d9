package io.ballonet.cli.scenario;

import io.ballonet.cli.ResultOptions;
import io.ballonet.cli.Suggestion;
import io.ballonet.cli.Terminal;
import io.ballonet.cli.UserError;
import io.ballonet.cli.replay.OutputFormat;
import io.ballonet.profile.PhaseEvent;
import io.ballonet.result.Environment;
import io.ballonet.result.ResultException;
import io.ballonet.result.ResultFolder;
import io.ballonet.result.RunFacts;
import io.ballonet.result.Summary;
import io.ballonet.result.SummaryJson;
import io.ballonet.scenario.CsvTable;
import io.ballonet.scenario.Scenario;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import io.ballonet.scenario.Scenarios;
import io.ballonet.trace.TextQuote;
import io.ballonet.trace.TraceException;
import io.ballonet.trace.TraceSource;
import io.ballonet.unit.Registry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ballonet scenario}: one end-to-end run; what it measures is printed and goes into a result folder. */
@Command(
        name = "scenario",
        description = {
            "Runs one scenario from end to end, prints what it shows, and stores what it measures:",
            "  story              the balloon explained on four pages, step by step; measures nothing",
            "  live-replay        real traces as guest processes on real frames",
            "  overcommit         two guests on a host that cannot hold both",
            "  accuracy           every inactivity scan against exact ground truth, and what it costs",
            "  scan-interference  what a scan takes from a virtual CPU that walks the same tables",
            "  scan-scale         what a pass costs from 1 GiB to 16 TiB of guest memory, of metadata alone",
            "  scaling            allocators from one thread to one more than there are processors, and the law of it",
            "  latency-sweep      latency against load, to the knee of the curve and beyond",
        },
        footer = {"", "Example:", "  ballonet scenario overcommit --seconds 10 --scale 0.5 --format json"})
public final class ScenarioCommand implements Callable<Integer> {
    private static final int FAILURE = 1;
    private static final int USAGE = 2;
    /* A trace's name becomes a cell of the tables. */
    private static final Pattern PLAIN = Pattern.compile("[^,\"\\p{Cntrl}]+");

    @Parameters(
            paramLabel = "NAME",
            description =
                    "story, live-replay, overcommit, accuracy, scan-interference, scan-scale, scaling or latency-sweep")
    private String name = "";

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "length of what is measured, where the scenario has no end of its own; default:"
                    + " ${DEFAULT-VALUE}")
    private double seconds = ScenarioSettings.DEFAULT.seconds();

    @Option(
            names = "--scale",
            paramLabel = "X",
            defaultValue = "1",
            description = "factor on the memory that guests touch; overcommit needs 0.8 GiB at 1; default:"
                    + " ${DEFAULT-VALUE}")
    private double scale = ScenarioSettings.DEFAULT.scale();

    @Option(
            names = "--trace",
            paramLabel = "TRACE",
            description =
                    "accuracy: a shipped name or a page trace of your own to play instead of its workloads; may be"
                            + " repeated")
    private List<String> traces = new ArrayList<>();

    @Option(
            names = "--contenders",
            split = ",",
            paramLabel = "NAME",
            description = "accuracy: scans, scaling: allocators to measure, with commas; also a class of yours;"
                    + " default: all that can run here")
    private List<String> contenders = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = OutputFormat.Converter.class,
            description = "table for people, csv for the curve over time, json as in summary.json; default:"
                    + " ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.TABLE;

    @Mixin
    private ResultOptions options = new ResultOptions();

    @Spec
    private @Nullable CommandSpec spec;

    /** For picocli. */
    public ScenarioCommand() {}

    /**
     * Runs it; 0 if everything held, 1 if not.
     *
     * @throws UserError with status 2 for an unknown scenario or an option out of range
     */
    @Override
    public Integer call() {
        Scenario scenario = named(name);
        ScenarioSettings settings = settings(scenario);
        Environment environment = options.environment();
        ResultFolder folder = scenario.subjects().isEmpty() && !options.hasFolder()
                ? null
                : options.folder("scenario-" + scenario.registryName(), environment);
        boolean isPublished = false;
        try {
            long start = System.nanoTime();
            ScenarioResult result = run(scenario, settings);
            RunFacts facts = new RunFacts(
                    "scenario",
                    true,
                    false,
                    1,
                    1,
                    Math.round(settings.seconds() * 1_000),
                    Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3,
                    result.failures());
            Summary summary = new Summary(environment, facts, result.measurements());
            print(summary, result);
            if (folder != null) {
                Path stored = ScenarioFiles.write(folder, summary, result);
                isPublished = true;
                Terminal.err(spec).println("result: " + stored);
            }
            return result.failures().isEmpty() ? 0 : FAILURE;
        } catch (ResultException e) {
            throw new UserError(e.getMessage() + "; what was measured is printed alone", FAILURE);
        } finally {
            if (folder != null && !isPublished) {
                folder.discard();
            }
        }
    }

    private static ScenarioResult run(Scenario scenario, ScenarioSettings settings) {
        PhaseEvent phase = PhaseEvent.begin(scenario.registryName(), true, Long.MAX_VALUE);
        try (ScenarioBar bar = ScenarioBar.onTerminal(scenario.registryName())) {
            return scenario.run(settings, bar);
        } catch (TraceException e) {
            throw new UserError(e.getMessage(), FAILURE);
        } catch (IllegalArgumentException e) {
            throw new UserError(
                    scenario.registryName() + ": " + e.getMessage() + "; a smaller --scale needs less", FAILURE);
        } finally {
            phase.commit();
        }
    }

    private static Scenario named(String name) {
        List<String> known = Scenarios.REGISTRY.names();
        if (!known.contains(name)) {
            throw new UserError(Suggestion.message("scenario", name, known), USAGE);
        }
        return Scenarios.REGISTRY.named(name);
    }

    private ScenarioSettings settings(Scenario scenario) {
        check("--seconds", seconds);
        check("--scale", scale);
        return new ScenarioSettings(
                seconds,
                scale,
                options.seed(),
                format == OutputFormat.TABLE && Terminal.outHasColour(),
                sources(scenario),
                chosen(scenario));
    }

    private List<String> chosen(Scenario scenario) {
        if (contenders.isEmpty()) {
            return List.of();
        }
        Registry<?> registry = scenario.contenders()
                .orElseThrow(() -> new UserError(
                        "--contenders: scenario " + scenario.registryName() + " leaves no choice", USAGE));
        for (String contender : contenders) {
            try {
                registry.named(contender).unavailable().ifPresent(why -> {
                    throw new UserError("--contenders: " + contender + " cannot run here: " + why, USAGE);
                });
            } catch (IllegalArgumentException e) {
                throw new UserError("--contenders: " + e.getMessage(), USAGE);
            }
        }
        return contenders.stream().distinct().toList();
    }

    private List<TraceSource> sources(Scenario scenario) {
        if (!traces.isEmpty() && !scenario.takesTraces()) {
            throw new UserError(
                    "--trace: scenario " + scenario.registryName() + " plays traces of its own alone", USAGE);
        }
        List<TraceSource> sources = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String trace : traces) {
            TraceSource source;
            try {
                source = TraceSource.of(trace);
            } catch (TraceException e) {
                throw new UserError("--trace: " + e.getMessage(), USAGE);
            }
            if (!names.add(source.name()) || !PLAIN.matcher(source.name()).matches()) {
                throw new UserError(
                        "--trace: each trace needs a plain name of its own; rename or copy " + TextQuote.escape(trace),
                        USAGE);
            }
            sources.add(source);
        }
        return sources;
    }

    private static void check(String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new UserError(option + ": must be a number greater than 0, is " + value, USAGE);
        }
    }

    private void print(Summary summary, ScenarioResult result) {
        PrintWriter writer = Terminal.out(spec);
        switch (format) {
            case TABLE -> {
                writer.print(result.text());
                result.failures().forEach(failure -> writer.println("failed: " + failure));
            }
            case CSV -> result.tables().stream().map(CsvTable::csv).forEach(writer::print);
            case JSON -> writer.println(SummaryJson.write(summary));
        }
        writer.flush();
    }
}
