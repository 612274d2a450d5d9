package io.ballonet.micro.reclaim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory of this process is resident, by the kernel's own walk of its page tables. */
final class ResidentSet {
    private static final Path ROLLUP = Path.of("/proc/self/smaps_rollup");
    private static final String FIELD = "Rss:";
    private static final long BYTES_A_KB = 1024;

    private ResidentSet() {}

    /** Bytes; tens of milliseconds for a process of a gigabyte. */
    static long bytes() {
        try {
            for (String line : Files.readAllLines(ROLLUP)) {
                if (line.startsWith(FIELD)) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * BYTES_A_KB;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resident set: file=" + ROLLUP, e);
        }
        throw new IllegalStateException("no resident set: file=" + ROLLUP + ", field=" + FIELD);
    }
}
