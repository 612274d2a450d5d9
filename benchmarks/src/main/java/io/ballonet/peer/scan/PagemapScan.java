package io.ballonet.peer.scan;

import io.ballonet.unit.PageSize;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * {@code pagemap-scan}: {@code ioctl PAGEMAP_SCAN}, which gives the runs of present pages.
 *
 * <p>Presence is what it is asked for. Its other category of use, {@code PAGE_IS_WRITTEN}, means something only in memory that
 * is registered with userfaultfd for asynchronous write protection: everywhere else each present page counts as written. It
 * has none for accessed.
 */
final class PagemapScan implements KernelScan {
    private static final String NAME = "PAGEMAP_SCAN";

    /**
     * Runs of pages a call. The kernel gathers 512 before it hands them out, and where a call takes more, Linux 6.18 leaves
     * {@code walk_end} behind the last 512 although the walk went on to the end: the rest would be counted twice.
     */
    private static final int RUNS = 512;

    private final MemorySegment argument = Arena.ofAuto().allocate(PagemapScanLayout.ARGUMENT_BYTES, Long.BYTES);
    private final MemorySegment runs =
            Arena.ofAuto().allocate((long) RUNS * PagemapScanLayout.REGION_BYTES, Long.BYTES);
    private final ProcessFile pagemap;
    private final long start;
    private final long end;

    PagemapScan(String file, long address, long pages) {
        pagemap = new ProcessFile(file, KernelCalls.READ_ONLY);
        start = address;
        end = address + PageSize.bytesOf(pages);
        put(PagemapScanLayout.SIZE, PagemapScanLayout.ARGUMENT_BYTES);
        put(PagemapScanLayout.END, end);
        put(PagemapScanLayout.REGIONS, runs.address());
        put(PagemapScanLayout.REGION_COUNT, RUNS);
        put(PagemapScanLayout.CATEGORY_MASK, PagemapScanLayout.PRESENT);
        put(PagemapScanLayout.RETURN_MASK, PagemapScanLayout.PRESENT);
    }

    @Override
    public long pass() {
        long presentBytes = 0;
        long at = start;
        while (at < end) {
            put(PagemapScanLayout.START, at);
            int found = KernelCalls.control(pagemap.descriptor(), PagemapScanLayout.REQUEST, argument, NAME);
            for (int run = 0; run < found; run++) {
                long offset = (long) run * PagemapScanLayout.REGION_BYTES;
                presentBytes += runs.get(ValueLayout.JAVA_LONG, offset + PagemapScanLayout.REGION_END)
                        - runs.get(ValueLayout.JAVA_LONG, offset + PagemapScanLayout.REGION_START);
            }
            long stopped = argument.get(ValueLayout.JAVA_LONG, PagemapScanLayout.WALK_END);
            if (stopped <= at) {
                throw new KernelCallException("ioctl " + NAME + " does not go on: address=0x" + Long.toHexString(at));
            }
            at = stopped;
        }
        return presentBytes >>> PageSize.SHIFT;
    }

    private void put(int offset, long value) {
        argument.set(ValueLayout.JAVA_LONG, offset, value);
    }

    @Override
    public void close() {
        pagemap.close();
    }
}
