package io.ballonet.cli.compare;

import io.ballonet.result.Machine;
import io.ballonet.result.Surroundings;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the machine before and after a run: steal and the clock for every row, the core-to-core round trip for rows of several
 * threads. What was seen after one run is what there is before the next, if that follows at once.
 *
 * <p>For one thread.
 */
final class Watch {
    private final Machine machine;
    private final @Nullable DoubleSupplier roundTripNs;
    private double justNowNs = Double.NaN;

    /** A watch; without {@code roundTripNs} no round trips are recorded. */
    Watch(Machine machine, @Nullable DoubleSupplier roundTripNs) {
        this.machine = machine;
        this.roundTripNs = roundTripNs;
    }

    /** What is to be watched. */
    interface Run {
        String run() throws RowRunner.RowFailure;
    }

    /** A run's result and what was seen around it. */
    record Watched(String result, Surroundings surroundings) {}

    Watched around(BenchmarkRow row, Run run) throws RowRunner.RowFailure {
        double before = Double.isNaN(justNowNs) || row.threads() == 1 ? roundTrip(row) : justNowNs;
        justNowNs = Double.NaN;
        Optional<Machine.CpuTime> start = machine.cpuTime();
        String result = run.run();
        double clock = machine.clockMhz().orElse(Double.NaN);
        double steal = start.flatMap(earlier -> machine.cpuTime().map(now -> now.stealPercentSince(earlier)))
                .orElse(Double.NaN);
        justNowNs = roundTrip(row);
        return new Watched(result, new Surroundings(before, justNowNs, steal, clock));
    }

    private double roundTrip(BenchmarkRow row) {
        return roundTripNs == null || row.threads() == 1 ? Double.NaN : roundTripNs.getAsDouble();
    }
}
