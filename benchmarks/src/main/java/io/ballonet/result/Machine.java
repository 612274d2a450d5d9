package io.ballonet.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Linux says of the machine under {@code /proc} and {@code /sys}. Everything degrades to empty or {@code unknown}
 * where a file is missing, as in containers.
 *
 * <p>Immutable; reads the files at each call.
 */
public final class Machine {
    private static final Pattern BRACKETED = Pattern.compile("\\[(\\w+)]");
    private static final int STEAL_COLUMN = 8;
    private static final int LAST_COUNTED_COLUMN = 8;
    private static final long BYTES_PER_KIB = 1024;
    private static final double KHZ_PER_MHZ = 1000;

    /** A flag of every processor of a virtual machine. */
    private static final Pattern HYPERVISOR = Pattern.compile("(?m)^flags\\s*:.*\\bhypervisor\\b");

    private final Path root;

    /** Reads below another root, for tests. */
    Machine(Path root) {
        this.root = root;
    }

    /** This machine. */
    public static Machine here() {
        return new Machine(Path.of("/"));
    }

    /** Processor time since boot. */
    public record CpuTime(long steal, long total) {
        /** Share of the time since {@code earlier} that was stolen, in percent; NaN where no time passed. */
        public double stealPercentSince(CpuTime earlier) {
            return 100.0 * (steal - earlier.steal) / (total - earlier.total);
        }
    }

    /** The processor's own name. */
    public String cpu() {
        return text("proc/cpuinfo")
                .flatMap(info -> field(info, "model name").or(() -> field(info, "CPU part")))
                .orElse("unknown");
    }

    /** A label of the processor for a folder's name: lower case, digits and hyphens. */
    public static String label(String cpu) {
        String label = cpu.toLowerCase(Locale.ROOT)
                .replaceAll("\\((r|tm)\\)", " ")
                .replaceAll("@.*", " ")
                .replaceAll("\\b(\\d+-core|cpu|processor|with .*)\\b", " ")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return label.isEmpty() ? "unknown" : label;
    }

    /** Frequency governor of the first processor. */
    public Optional<String> governor() {
        return text("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor").map(String::strip);
    }

    /**
     * Clock of the fastest processor now, in MHz; empty where nobody says it, as on a virtual machine, whose
     * {@code /proc/cpuinfo} repeats a nominal one.
     */
    public OptionalDouble clockMhz() {
        OptionalDouble scaling = cpus().flatMap(
                        cpu -> text("sys/devices/system/cpu/" + cpu + "/cpufreq/scaling_cur_freq").stream())
                .mapToDouble(khz -> number(khz) / KHZ_PER_MHZ)
                .filter(mhz -> mhz > 0)
                .max();
        String info = text("proc/cpuinfo").orElse("");
        if (scaling.isPresent() || HYPERVISOR.matcher(info).find()) {
            return scaling;
        }
        return info.lines()
                .filter(line -> line.startsWith("cpu MHz"))
                .mapToDouble(line -> number(line.substring(line.indexOf(':') + 1)))
                .filter(mhz -> mhz > 0)
                .max();
    }

    private Stream<String> cpus() {
        try (Stream<Path> entries = Files.list(root.resolve("sys/devices/system/cpu"))) {
            return entries
                    .map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.matches("cpu\\d+"))
                    .toList()
                    .stream();
        } catch (IOException | SecurityException e) {
            return Stream.empty();
        }
    }

    /** The number that a file holds, NaN where it holds none. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** {@code always}, {@code madvise} or {@code never}. */
    public Optional<String> transparentHugePages() {
        return text("sys/kernel/mm/transparent_hugepage/enabled")
                .map(BRACKETED::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1));
    }

    /** Bytes of this process that are in memory; pages that were only read and are the kernel's page of zeros are not among them. */
    public OptionalLong resident() {
        return bytes("proc/self/status", "VmRSS");
    }

    /** Bytes of a line of {@code /proc/meminfo}, such as {@code MemTotal}. */
    public OptionalLong memory(String line) {
        return bytes("proc/meminfo", line);
    }

    private OptionalLong bytes(String file, String line) {
        return text(file)
                .flatMap(info -> field(info, line))
                .map(value -> Long.parseLong(value.replaceAll("\\D", "")) * BYTES_PER_KIB)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** The control group's limit, version 2 or 1; empty where it sets none. */
    public OptionalLong memoryLimit() {
        String text = text("sys/fs/cgroup/memory.max")
                .or(() -> text("sys/fs/cgroup/memory/memory.limit_in_bytes"))
                .map(String::strip)
                .orElse("max");
        long machine = memory("MemTotal").orElse(Long.MAX_VALUE);
        if (!text.matches("\\d{1,19}")) {
            return OptionalLong.empty();
        }
        try {
            long limit = Long.parseLong(text);
            return limit < machine ? OptionalLong.of(limit) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Who may use performance counters: 2 and below is enough for one's own processes. */
    public OptionalLong perfEventParanoid() {
        return text("proc/sys/kernel/perf_event_paranoid")
                .map(text -> OptionalLong.of(Long.parseLong(text.strip())))
                .orElse(OptionalLong.empty());
    }

    /** True in a container, as far as it shows. */
    public boolean isContainer() {
        return Files.exists(root.resolve(".dockerenv"))
                || Files.exists(root.resolve("run/.containerenv"))
                || text("proc/1/cgroup")
                        .filter(groups -> groups.matches("(?s).*(docker|kubepods|containerd|lxc).*"))
                        .isPresent();
    }

    /** Processor time of all processors since boot; empty where it cannot be read. */
    public Optional<CpuTime> cpuTime() {
        return text("proc/stat")
                .flatMap(stat -> stat.lines()
                        .filter(line -> line.startsWith("cpu "))
                        .findFirst()
                        .map(line -> line.split("\\s+"))
                        .filter(columns -> columns.length > STEAL_COLUMN)
                        .map(Machine::cpuTime));
    }

    /** Guest time, after the steal column, is counted in user time already. */
    private static CpuTime cpuTime(String[] columns) {
        long total = 0;
        for (int column = 1; column <= LAST_COUNTED_COLUMN; column++) {
            total += Long.parseLong(columns[column]);
        }
        return new CpuTime(Long.parseLong(columns[STEAL_COLUMN]), total);
    }

    private static Optional<String> field(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name) && line.indexOf(':') > 0)
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip());
    }

    private Optional<String> text(String path) {
        try {
            return Optional.of(Files.readString(root.resolve(path)));
        } catch (IOException | SecurityException e) {
            return Optional.empty();
        }
    }
}
