package io.ballonet.cli;

import io.ballonet.result.Machine;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ballonet doctor}: what of this machine helps or hurts a measurement. */
@Command(
        name = "doctor",
        description = "Says what of this machine helps or hurts a measurement, and what to do about it.",
        footer = {"", "Example:", "  ballonet doctor"})
final class DoctorCommand implements Callable<Integer> {
    private static final Duration STEAL_WINDOW = Duration.ofSeconds(1);
    private static final int GOOD_WIDTH = 14;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Terminal.out(spec);
        Machine machine = Machine.here();
        boolean colour = Terminal.outHasColour();
        for (Finding finding : Checkup.of(machine, steal(machine))) {
            String mark = finding.good() ? "ok  " : "warn";
            String painted = colour ? (finding.good() ? "\u001b[32m" : "\u001b[33m") + mark + "\u001b[0m" : mark;
            out.println(painted + "  " + String.format("%-" + GOOD_WIDTH + "s", finding.what()) + finding.found());
            if (!finding.good()) {
                out.println(" ".repeat(GOOD_WIDTH + 6) + "→ " + finding.mend());
            }
        }
        out.flush();
        return 0;
    }

    /** Steal over one second; an idle machine loses little, so this is a lower bound. */
    private static double steal(Machine machine) {
        Optional<Machine.CpuTime> before = machine.cpuTime();
        long end = System.nanoTime() + STEAL_WINDOW.toNanos();
        for (long left = STEAL_WINDOW.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return before.flatMap(earlier -> machine.cpuTime().map(now -> now.stealPercentSince(earlier)))
                .orElse(Double.NaN);
    }
}
