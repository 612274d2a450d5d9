package io.ballonet.report.data;

import io.ballonet.result.Environment;
import io.ballonet.result.RawFolder;
import io.ballonet.result.RawRun;
import io.ballonet.result.RunFacts;
import io.ballonet.result.Summarizer;
import io.ballonet.result.Summary;
import java.util.List;
import java.util.Objects;

/** Folders whose files may lack fields, as if they had them. */
final class Whole {
    private static final String UNKNOWN = "unknown";

    private Whole() {}

    /** The same folder without a null. */
    static RawFolder folder(RawFolder folder) {
        return new RawFolder(
                folder.path(),
                environment(folder.environment()),
                facts(folder.facts()),
                folder.runs(),
                folder.faults(),
                folder.summaryFits());
    }

    private static Environment environment(Environment e) {
        return new Environment(
                text(e.startedAt()),
                list(e.command()),
                list(e.jvmFlags()),
                e.seed(),
                text(e.commit()),
                e.dirty(),
                text(e.cpu()),
                text(e.host()),
                e.cores(),
                text(e.governor()),
                text(e.kernel()),
                text(e.architecture()),
                text(e.transparentHugePages()),
                e.memoryBytes(),
                e.memoryLimitBytes(),
                e.swapBytes(),
                text(e.jdk()));
    }

    private static RunFacts facts(RunFacts facts) {
        return new RunFacts(
                text(facts.profile()),
                facts.measurement(),
                facts.partial(),
                facts.rounds(),
                facts.iterations(),
                facts.iterationMs(),
                facts.seconds(),
                list(facts.failures()),
                facts.inTurn());
    }

    private static String text(String text) {
        return Objects.requireNonNullElse(text, UNKNOWN);
    }

    private static List<String> list(List<String> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    /** Folders of one column as one result: environment of the first, runs of all. */
    static Summary summary(List<RawFolder> parts, List<RawRun> runs) {
        List<RunFacts> facts = parts.stream().map(RawFolder::facts).toList();
        RunFacts first = facts.getFirst();
        RunFacts merged = new RunFacts(
                first.profile(),
                facts.stream().allMatch(RunFacts::measurement),
                facts.stream().anyMatch(RunFacts::partial),
                facts.stream().mapToInt(RunFacts::rounds).sum(),
                first.iterations(),
                first.iterationMs(),
                facts.stream().mapToDouble(RunFacts::seconds).sum(),
                facts.stream().flatMap(f -> f.failures().stream()).toList());
        return new Summary(parts.getFirst().environment(), merged, Summarizer.summarize(runs));
    }
}
