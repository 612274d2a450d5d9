package io.ballonet.memory;

import io.ballonet.unit.PageSize;

/**
 * A range of private anonymous memory from {@code mmap}, zeroed, 2 MiB aligned, and not resident until it is touched.
 *
 * <p>The mapping is made with {@code MAP_NORESERVE}, so a region may be larger than the machine: it costs address space
 * until pages are touched. {@link #discard} gives pages back to the operating system and makes them read as zeros again.
 *
 * <p><b>Threads:</b> immutable; any thread may use the addresses. {@link #close} unmaps at once, so close after the last
 * user has stopped.
 */
public final class Region implements AutoCloseable {
    private final long mappedAddress;
    private final long mappedBytes;
    private final long address;
    private final long lengthBytes;
    private boolean closed;

    private Region(long mappedAddress, long mappedBytes, long address, long lengthBytes) {
        this.mappedAddress = mappedAddress;
        this.mappedBytes = mappedBytes;
        this.address = address;
        this.lengthBytes = lengthBytes;
    }

    /**
     * Maps at least {@code lengthBytes} bytes, rounded up to whole pages, of 4 KiB pages.
     *
     * @throws IllegalArgumentException if the length is not positive
     * @throws OffHeapException if the operating system refuses
     */
    public static Region map(long lengthBytes) {
        Region region = mapAligned(lengthBytes);
        NativeMemory.advise(region.address, region.lengthBytes, NativeMemory.MADV_NOHUGEPAGE);
        return region;
    }

    /**
     * The same, advised to be backed by huge pages: for metadata and for data that is never discarded page by page. Touching
     * one byte may make 2 MiB resident.
     */
    public static Region mapHuge(long lengthBytes) {
        Region region = mapAligned(lengthBytes);
        NativeMemory.advise(region.address, region.lengthBytes, NativeMemory.MADV_HUGEPAGE);
        return region;
    }

    private static Region mapAligned(long lengthBytes) {
        if (lengthBytes <= 0 || lengthBytes > Long.MAX_VALUE - 2 * PageSize.HUGE_BYTES) {
            throw new IllegalArgumentException("region length must be positive: lengthBytes=" + lengthBytes);
        }
        long rounded = PageSize.bytesOf(PageSize.pagesFor(lengthBytes));
        long mappedBytes = rounded + PageSize.HUGE_BYTES;
        long mapped = NativeMemory.map(mappedBytes);
        long aligned = (mapped + PageSize.HUGE_BYTES - 1) & -PageSize.HUGE_BYTES;
        return new Region(mapped, mappedBytes, aligned, rounded);
    }

    /** Address of the first byte, 2 MiB aligned. */
    public long address() {
        return address;
    }

    /** Bytes, a multiple of the page size. */
    public long lengthBytes() {
        return lengthBytes;
    }

    /**
     * Gives the pages of a range back to the operating system ({@code MADV_DONTNEED}); they read as zeros afterwards.
     *
     * @param offset bytes from the start, page aligned
     * @param bytes page-aligned length
     */
    public void discard(long offset, long bytes) {
        checkRange(offset, bytes);
        NativeMemory.advise(address + offset, bytes, NativeMemory.MADV_DONTNEED);
    }

    /** Makes a page-aligned range resident and writable ({@code MADV_POPULATE_WRITE}), so that later touches do not fault. */
    public void populate(long offset, long bytes) {
        checkRange(offset, bytes);
        NativeMemory.advise(address + offset, bytes, NativeMemory.MADV_POPULATE_WRITE);
    }

    private void checkRange(long offset, long bytes) {
        if (((offset | bytes) & PageSize.OFFSET_MASK) != 0 || offset < 0 || bytes < 0 || offset > lengthBytes - bytes) {
            throw new IllegalArgumentException("range must be page aligned and inside the region: offset=" + offset
                    + ", bytes=" + bytes + ", lengthBytes=" + lengthBytes);
        }
    }

    /** Unmaps. Idempotent. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            NativeMemory.unmap(mappedAddress, mappedBytes);
        }
    }
}
