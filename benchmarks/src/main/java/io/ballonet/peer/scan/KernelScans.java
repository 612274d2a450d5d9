package io.ballonet.peer.scan;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.unit.Contender;
import io.ballonet.unit.PageSize;
import io.ballonet.unit.Registry;
import io.ballonet.unit.Role;
import java.util.Optional;

/** The kernel's ways to look at every page of a region. */
public enum KernelScans implements Contender {
    /** {@link Mincore}. */
    MINCORE(
            "mincore",
            "a byte a page that says whether it is in memory",
            "Linux, mincore(2), mm/mincore.c",
            "it needs the system call, which a sandbox may refuse") {
        @Override
        KernelScan make(long address, long pages) {
            return new Mincore(address, pages);
        }
    },
    /** {@link PagemapScan}. */
    PAGEMAP_SCAN(
            "pagemap-scan",
            "the runs of pages that are present, by ioctl PAGEMAP_SCAN",
            "Linux 6.7, Documentation/admin-guide/mm/pagemap.rst, fs/proc/task_mmu.c",
            "it needs Linux 6.7 or newer, built with CONFIG_PROC_PAGE_MONITOR") {
        @Override
        KernelScan make(long address, long pages) {
            return new PagemapScan(PagemapRead.FILE, address, pages);
        }
    },
    /** {@link PagemapRead}. */
    PAGEMAP_READ(
            "pagemap-read",
            "8 bytes a page that say where it is, read from /proc/self/pagemap",
            "Linux, Documentation/admin-guide/mm/pagemap.rst, fs/proc/task_mmu.c",
            "it needs a kernel built with CONFIG_PROC_PAGE_MONITOR") {
        @Override
        KernelScan make(long address, long pages) {
            return new PagemapRead(PagemapRead.FILE, address, pages);
        }
    },
    /** {@link ClearRefs}. */
    CLEAR_REFS(
            "clear-refs",
            "clears the accessed bits of the whole process, by a write to /proc/self/clear_refs",
            "Linux, proc(5), fs/proc/task_mmu.c",
            "it needs a kernel built with CONFIG_PROC_PAGE_MONITOR") {
        @Override
        KernelScan make(long address, long pages) {
            return new ClearRefs(ClearRefs.FILE);
        }

        @Override
        public boolean clears() {
            return true;
        }
    };

    /** Every one; the family is what {@code compare} calls it, so that it finds them here. */
    public static final Registry<KernelScans> REGISTRY = Registry.of("scan", KernelScans.class, values());

    private final String registryName;
    private final String summary;
    private final String source;
    private final String needs;

    KernelScans(String registryName, String summary, String source, String needs) {
        this.registryName = registryName;
        this.summary = summary;
        this.source = source;
        this.needs = needs;
    }

    abstract KernelScan make(long address, long pages);

    /** True if it clears accessed bits, of all memory of the process; false if it only reads. */
    public boolean clears() {
        return false;
    }

    /**
     * Opens it for a region.
     *
     * @param address of the first byte, page aligned
     * @param pages of 4 KiB, at least 1, all mapped
     * @throws KernelCallException if it cannot run here, in half a sentence that names it and what it needs
     */
    public KernelScan open(long address, long pages) {
        if ((address & PageSize.OFFSET_MASK) != 0 || pages < 1) {
            throw new IllegalArgumentException("region must be page aligned and hold a page: address=0x"
                    + Long.toHexString(address) + ", pages=" + pages);
        }
        try {
            return make(address, pages);
        } catch (KernelCallException e) {
            throw new KernelCallException(registryName + " cannot run here: " + e.getMessage() + "; " + needs);
        }
    }

    /** Tries it on a page of its own; where it {@link #clears}, the bits of all other pages are cleared too, once. */
    @Override
    public Optional<String> unavailable() {
        return obstacle(KernelCalls.pageBytes(), this::make, needs);
    }

    /** Opens a scan for a region. */
    interface Opening {
        KernelScan of(long address, long pages);
    }

    static Optional<String> obstacle(int pageBytes, Opening opening, String needs) {
        if (pageBytes != PageSize.BYTES) {
            return Optional.of("pages of this kernel have " + pageBytes + " bytes; it needs 4 KiB");
        }
        try (Region region = Region.map(PageSize.BYTES)) {
            Words.set(region.address(), 1);
            try (KernelScan scan = opening.of(region.address(), 1)) {
                scan.pass();
            }
            return Optional.empty();
        } catch (KernelCallException e) {
            return Optional.of(e.getMessage() + "; " + needs);
        }
    }

    @Override
    public Role role() {
        return Role.PEER;
    }

    @Override
    public String registryName() {
        return registryName;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public String source() {
        return source;
    }
}
