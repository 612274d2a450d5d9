package io.ballonet.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory this process can still get: the machine's available memory, cut by the limit of its control group. */
public final class SystemMemory {
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final Path CGROUP_LIMIT = Path.of("/sys/fs/cgroup/memory.max");
    private static final Path CGROUP_CURRENT = Path.of("/sys/fs/cgroup/memory.current");

    private SystemMemory() {}

    /** Bytes, or {@link Long#MAX_VALUE} where the system does not tell. */
    public static long availableBytes() {
        return Math.min(machineAvailable(), cgroupAvailable());
    }

    private static long machineAvailable() {
        try (Stream<String> lines = Files.lines(MEMINFO)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private static long cgroupAvailable() {
        try {
            String limit = Files.readString(CGROUP_LIMIT).strip();
            if (limit.equals("max")) {
                return Long.MAX_VALUE;
            }
            return Long.parseLong(limit)
                    - Long.parseLong(Files.readString(CGROUP_CURRENT).strip());
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
