package io.ballonet.peer.scan;

import io.ballonet.unit.PageSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel counts of this process's pages, by walks of its own: what the scans are checked with. Any thread. */
public final class ProcessPages {
    private static final Path STATM = Path.of("/proc/self/statm");
    private static final Path SMAPS = Path.of("/proc/self/smaps");
    private static final String SIZE = "Size:";
    private static final String REFERENCED = "Referenced:";
    private static final long BYTES_A_KB = 1024;
    private static final int HEXADECIMAL = 16;

    private ProcessPages() {}

    /** Pages of the process that are in memory, each mapping of one counted. */
    public static long resident() {
        try {
            return Long.parseLong(Files.readString(STATM).split(" ", -1)[1]);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot count resident pages: file=" + STATM, e);
        }
    }

    /**
     * Pages of a range whose accessed bit is set, or that were accessed before it was last looked at; milliseconds for a
     * gigabyte.
     *
     * @throws IllegalStateException if the range is not made up of whole mappings
     */
    public static long referenced(long address, long pages) {
        try {
            return referenced(Files.readAllLines(SMAPS), address, pages);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot count referenced pages: file=" + SMAPS, e);
        }
    }

    static long referenced(List<String> smaps, long address, long pages) {
        long end = address + PageSize.bytesOf(pages);
        boolean inside = false;
        long mappedBytes = 0;
        long referencedBytes = 0;
        for (String line : smaps) {
            if (line.startsWith(SIZE)) {
                mappedBytes += inside ? bytes(line) : 0;
            } else if (line.startsWith(REFERENCED)) {
                referencedBytes += inside ? bytes(line) : 0;
            } else {
                int dash = line.indexOf('-');
                int space = line.indexOf(' ');
                if (dash > 0 && dash < space) {
                    inside = address(line.substring(0, dash)) >= address
                            && address(line.substring(dash + 1, space)) <= end;
                }
            }
        }
        if (mappedBytes != end - address) {
            throw new IllegalStateException("range is not made up of whole mappings: address=0x"
                    + Long.toHexString(address) + ", pages=" + pages + ", mappedBytes=" + mappedBytes);
        }
        return referencedBytes >>> PageSize.SHIFT;
    }

    private static long address(String text) {
        return Long.parseUnsignedLong(text, HEXADECIMAL);
    }

    private static long bytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) * BYTES_A_KB;
    }
}
