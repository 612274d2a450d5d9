package io.ballonet.cli;

import io.ballonet.result.Machine;
import io.ballonet.result.Surroundings;
import io.ballonet.unit.Contender;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What the doctor looks at. A container or a virtual machine hides some of it, which is said, not guessed. */
final class Checkup {
    private static final double GIB = 1L << 30;

    /** The largest benchmark scans 1 GiB of entries beside what it measures them with. */
    private static final long ENOUGH_BYTES = 4L << 30;

    private static final int JAVA = 25;
    private static final int PERF_OWN_PROCESSES = 2;

    private Checkup() {}

    static List<Finding> of(Machine machine, double stealPercent) {
        List<Finding> findings = new ArrayList<>();
        processor(machine, findings);
        steal(machine, stealPercent, findings);
        memory(machine, findings);
        java(machine, findings);
        contenders(Registries.unavailable(), findings);
        return List.copyOf(findings);
    }

    private static void processor(Machine machine, List<Finding> findings) {
        int cores = Runtime.getRuntime().availableProcessors();
        findings.add(Finding.when(
                cores >= 2,
                "cores",
                cores + " (" + machine.cpu() + ")",
                "benchmarks of two threads need two cores; give the machine or container another"));
        findings.add(machine.governor()
                .map(governor -> Finding.when(
                        governor.equals("performance"),
                        "frequency",
                        "governor " + governor,
                        "cpupower frequency-set -g performance"))
                .orElse(Finding.good("frequency", "governor not visible here; the host decides")));
        findings.add(Finding.when(
                !machine.isContainer(),
                "container",
                machine.isContainer() ? "yes" : "no",
                "neighbours share caches and limits; for figures to publish run on the machine itself"));
    }

    private static void steal(Machine machine, double stealPercent, List<Finding> findings) {
        double sinceBoot = machine.cpuTime()
                .map(now -> now.stealPercentSince(new Machine.CpuTime(0, 0)))
                .orElse(Double.NaN);
        if (Double.isNaN(sinceBoot) && Double.isNaN(stealPercent)) {
            findings.add(Finding.good("steal", "not visible here"));
            return;
        }
        findings.add(Finding.when(
                !(stealPercent > Surroundings.STEAL_PERCENT || sinceBoot > Surroundings.STEAL_PERCENT),
                "steal",
                String.format(Locale.ROOT, "%.1f %% over a second, %.1f %% since boot", stealPercent, sinceBoot),
                "the hypervisor gives this machine's time to others; measure at another hour or on dedicated cores"));
    }

    private static void memory(Machine machine, List<Finding> findings) {
        long total = machine.memory("MemTotal").orElse(0);
        long available = machine.memory("MemAvailable").orElse(total);
        OptionalLong limit = machine.memoryLimit();
        long usable = Math.min(available, limit.orElse(Long.MAX_VALUE));
        findings.add(Finding.when(
                usable >= ENOUGH_BYTES,
                "memory",
                gib(available) + " available of " + gib(total)
                        + (limit.isPresent() ? ", control group's limit " + gib(limit.getAsLong()) : ", no limit"),
                "the largest benchmarks want " + gib(ENOUGH_BYTES) + "; end other programs or raise the limit"));
        long swap = machine.memory("SwapTotal").orElse(0);
        findings.add(Finding.when(
                swap == 0,
                "swap",
                swap == 0 ? "none" : gib(swap),
                "a page-out in a measurement looks like a slow benchmark; swapoff -a"));
        findings.add(machine.transparentHugePages()
                .map(setting -> Finding.when(
                        setting.equals("madvise"),
                        "huge pages",
                        "transparent huge pages: " + setting,
                        "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled, so that benchmarks decide"))
                .orElse(Finding.good("huge pages", "setting not visible here")));
    }

    private static void java(Machine machine, List<Finding> findings) {
        int feature = Runtime.version().feature();
        findings.add(Finding.when(
                feature >= JAVA,
                "JDK",
                System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
                "install JDK " + JAVA + " or newer and set JAVA_HOME"));
        findings.add(Finding.when(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "vector module",
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? "present" : "missing",
                "start with ./ballonet, which adds --add-modules=jdk.incubator.vector; scans fall back to words"));
        OptionalLong paranoid = machine.perfEventParanoid();
        findings.add(Finding.when(
                paranoid.orElse(PERF_OWN_PROCESSES) <= PERF_OWN_PROCESSES,
                "perf events",
                paranoid.isPresent() ? "perf_event_paranoid " + paranoid.getAsLong() : "setting not visible here",
                "for -prof perfnorm: sysctl kernel.perf_event_paranoid=" + PERF_OWN_PROCESSES));
    }

    static void contenders(List<? extends Contender> missing, List<Finding> findings) {
        if (missing.isEmpty()) {
            findings.add(Finding.good("contenders", "all can run"));
        }
        for (Contender contender : missing) {
            findings.add(Finding.when(
                    false,
                    "contenders",
                    contender.registryName() + " is left out",
                    contender.unavailable().orElse("not available")));
        }
    }

    private static String gib(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
    }
}
