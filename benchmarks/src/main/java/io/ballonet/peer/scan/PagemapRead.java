package io.ballonet.peer.scan;

import io.ballonet.unit.PageSize;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * {@code pagemap-read}: reads {@code /proc/self/pagemap}, 8 bytes a page, of which bit 63 says that the page is present.
 * {@value #PAGES_A_CALL} pages a call: 512 to 262,144 made no difference of more than a tenth, in C.
 */
final class PagemapRead implements KernelScan {
    static final String FILE = "/proc/self/pagemap";

    private static final int PAGES_A_CALL = 1 << 12;
    private static final int PRESENT_SHIFT = 63;

    private final MemorySegment entries = Arena.ofAuto().allocate((long) PAGES_A_CALL * Long.BYTES, Long.BYTES);
    private final ProcessFile pagemap;
    private final long firstPage;
    private final long pages;

    PagemapRead(String file, long address, long pages) {
        this.pagemap = new ProcessFile(file, KernelCalls.READ_ONLY);
        this.firstPage = address >>> PageSize.SHIFT;
        this.pages = pages;
    }

    @Override
    public long pass() {
        long present = 0;
        for (long page = 0; page < pages; page += PAGES_A_CALL) {
            int count = (int) Math.min(PAGES_A_CALL, pages - page);
            KernelCalls.read(
                    pagemap.descriptor(),
                    entries.asSlice(0, (long) count * Long.BYTES),
                    (firstPage + page) * Long.BYTES);
            for (int i = 0; i < count; i++) {
                present += entries.getAtIndex(ValueLayout.JAVA_LONG, i) >>> PRESENT_SHIFT;
            }
        }
        return present;
    }

    @Override
    public void close() {
        pagemap.close();
    }
}
