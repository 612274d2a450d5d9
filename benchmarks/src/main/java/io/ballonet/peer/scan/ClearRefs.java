package io.ballonet.peer.scan;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * {@code clear-refs}: writes {@code 1} to {@code /proc/self/clear_refs}, which clears the accessed bits of all memory of the
 * process.
 *
 * <p><b>Its pages a second are those of the region under test.</b> The pages that the JVM has besides, its heap, code and
 * libraries, come on top and are in the time: the rate is too low by their share, which stays small only where the region is
 * most of the process. {@link ProcessPages#resident} counts them. The kernel knows no smaller range.
 *
 * <p>It says nothing about the pages. Cached translations are not dropped: a page that the processor still has one for may be
 * accessed without its bit being set again.
 */
final class ClearRefs implements KernelScan {
    static final String FILE = "/proc/self/clear_refs";

    /** Of all pages; {@code 2} is of anonymous, {@code 3} of mapped files. */
    private static final byte ALL_PAGES = '1';

    private final MemorySegment command = Arena.ofAuto().allocate(Byte.BYTES);
    private final ProcessFile clearRefs;

    ClearRefs(String file) {
        clearRefs = new ProcessFile(file, KernelCalls.WRITE_ONLY);
        command.fill(ALL_PAGES);
    }

    /** Clears them; {@link #NOT_TOLD}. */
    @Override
    public long pass() {
        KernelCalls.write(clearRefs.descriptor(), command);
        return NOT_TOLD;
    }

    @Override
    public void close() {
        clearRefs.close();
    }
}
