package io.ballonet.result.diff;

import io.ballonet.result.Environment;
import io.ballonet.result.Families;
import io.ballonet.result.RawFolder;
import io.ballonet.result.RawRun;
import io.ballonet.result.RunFacts;
import io.ballonet.result.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is to be known of two folders beside their rows, a line each; texts of the files are in them as they are. */
final class DiffNotes {
    /** Lines for one folder's faults; the rest is counted. */
    private static final int FAULTS = 3;

    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** What is wrong with each folder, and what they were not run alike in. */
    void folders(RawFolder base, RawFolder current) {
        if (base.path()
                .toAbsolutePath()
                .normalize()
                .equals(current.path().toAbsolutePath().normalize())) {
            lines.add("both are the same folder: " + base.path());
        }
        state(base);
        state(current);
        Environment a = base.environment();
        Environment b = current.environment();
        Differences machine = new Differences("machines differ");
        machine.add("cpu", a.cpu(), b.cpu());
        machine.add("architecture", a.architecture(), b.architecture());
        machine.add("cores", a.cores(), b.cores());
        machine.add("memory limit in bytes", a.memoryLimitBytes(), b.memoryLimitBytes());
        machine.into(lines);
        Differences system = new Differences("systems differ");
        system.add("kernel", a.kernel(), b.kernel());
        system.add("JDK", a.jdk(), b.jdk());
        system.add("JVM flags", a.jvmFlags(), b.jvmFlags());
        system.add("huge pages", a.transparentHugePages(), b.transparentHugePages());
        system.add("governor", a.governor(), b.governor());
        system.into(lines);
        Differences plan = new Differences("runs differ");
        plan.add("profile", base.facts().profile(), current.facts().profile());
        plan.add("iterations", base.facts().iterations(), current.facts().iterations());
        plan.add("ms an iteration", base.facts().iterationMs(), current.facts().iterationMs());
        plan.add("seed", a.seed(), b.seed());
        plan.into(lines);
    }

    /** How rounds that belong together are compared. */
    void inTurn() {
        lines.add("rounds of both were run in turn: each is compared with the other side's beside it");
    }

    /** Questions that only {@code folder} answers: whole families by name, single rows counted. */
    void unpaired(RawFolder folder, Map<Question, List<RawRun>> own, Map<Question, List<RawRun>> others) {
        Set<String> known = others.keySet().stream().map(Question::family).collect(Collectors.toSet());
        Set<String> families = new TreeSet<>(Families.order());
        own.keySet().stream()
                .map(Question::family)
                .filter(family -> !known.contains(family))
                .forEach(families::add);
        if (!families.isEmpty()) {
            lines.add("only in " + folder.path() + ": " + String.join(", ", families));
        }
        List<Subject> rows = own.entrySet().stream()
                .filter(entry -> known.contains(entry.getKey().family()) && !others.containsKey(entry.getKey()))
                .map(entry -> entry.getValue().getFirst().subject())
                .toList();
        if (!rows.isEmpty()) {
            lines.add("only in " + folder.path() + ": " + count(rows.size(), "row")
                    + " of families that both have, such as " + rows.getFirst().label());
        }
    }

    /** Limits of the machine that moved. */
    void limits(List<RowDiff> rows) {
        List<RowDiff> moved = rows.stream()
                .filter(row -> row.verdict() == Verdict.OTHER_MACHINE_STATE && !Double.isNaN(row.p()))
                .toList();
        if (!moved.isEmpty()) {
            RowDiff first = moved.getFirst();
            lines.add(String.format(
                    Locale.ROOT,
                    "%s of the machine moved, such as %s by %+.1f %%: changes of other rows may be the machine's too",
                    count(moved.size(), "limit"),
                    first.subject().label(),
                    100 * first.change()));
        }
    }

    private void state(RawFolder folder) {
        List<String> faults = folder.faults();
        faults.stream().limit(FAULTS).forEach(fault -> lines.add(folder.path() + ": " + fault));
        if (faults.size() > FAULTS) {
            lines.add(folder.path() + ": " + count(faults.size() - FAULTS, "more run") + " left out");
        }
        if (!folder.summaryFits()) {
            lines.add(folder.path()
                    + ": summary.json does not say what the raw runs say, edited, cut or of another version;"
                    + " the raw runs are compared");
        }
        RunFacts facts = folder.facts();
        if (facts.partial()) {
            lines.add(folder.path() + " is partial: stopped before its end");
        }
        int failures = Objects.requireNonNullElse(facts.failures(), List.of()).size();
        if (failures > 0) {
            lines.add(folder.path() + ": " + count(failures, "row") + " failed there and cannot be compared");
        }
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** What differs, in one line. */
    private static final class Differences {
        private final StringJoiner text;
        private boolean any;

        private Differences(String head) {
            text = new StringJoiner("; ", head + ": ", "");
        }

        private void add(String name, Object base, Object current) {
            if (!Objects.equals(base, current)) {
                any = true;
                text.add(name + " " + base + " and " + current);
            }
        }

        private void into(List<String> lines) {
            if (any) {
                lines.add(text.toString());
            }
        }
    }
}
