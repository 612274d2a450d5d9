package io.ballonet.memory;

import org.jspecify.annotations.Nullable;

/**
 * A bounded off-heap list of 64-bit page numbers, frame numbers or page entries: what allocators fill, scans select into
 * and channels carry, without allocation.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class PageBatch implements AutoCloseable {
    private final @Nullable Region region;
    private final long address;
    private final int capacity;
    private int size;

    /**
     * An empty batch.
     *
     * @param capacity most entries it can hold, at least 1
     */
    public PageBatch(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("batch capacity must be at least 1: capacity=" + capacity);
        }
        Region mapped = Region.map((long) capacity * Long.BYTES);
        this.region = mapped;
        this.address = mapped.address();
        this.capacity = capacity;
    }

    private PageBatch(long address, int capacity) {
        this.region = null;
        this.address = address;
        this.capacity = capacity;
    }

    /**
     * An empty batch over memory that somebody else owns, and that {@link #close} leaves alone.
     *
     * @param address of {@code capacity} words, 8-byte aligned
     */
    public static PageBatch over(long address, int capacity) {
        return new PageBatch(address, capacity);
    }

    /** Address of entry 0; entries are consecutive. */
    public long address() {
        return address;
    }

    public int capacity() {
        return capacity;
    }

    public int size() {
        return size;
    }

    /** Entries that still fit. */
    public int remaining() {
        return capacity - size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public boolean isFull() {
        return size == capacity;
    }

    public void clear() {
        size = 0;
    }

    /** Appends; the batch must not be full. */
    public void add(long entry) {
        if (size == capacity) {
            throw new IllegalStateException("batch is full: capacity=" + capacity);
        }
        Words.set(address + ((long) size++ << 3), entry);
    }

    /** Becomes a copy of {@code source}, which must fit. */
    public void copyOf(PageBatch source) {
        setSize(source.size);
        Words.copy(source.address, address, (long) source.size << 3);
    }

    public long get(int index) {
        checkIndex(index);
        return Words.get(address + ((long) index << 3));
    }

    public void set(int index, long entry) {
        checkIndex(index);
        Words.set(address + ((long) index << 3), entry);
    }

    /** Sets the number of entries after their words were written through {@link #address()}, or cuts the list. */
    public void setSize(int entries) {
        if (entries < 0 || entries > capacity) {
            throw new IllegalArgumentException("batch size out of range: size=" + entries + ", capacity=" + capacity);
        }
        size = entries;
    }

    /** Sorts ascending, in place. */
    public void sort() {
        // Heap sort: in place, n log n whatever the order, and nothing allocated.
        for (int root = size / 2 - 1; root >= 0; root--) {
            siftDown(root, size);
        }
        for (int end = size - 1; end > 0; end--) {
            long largest = get(0);
            set(0, get(end));
            set(end, largest);
            siftDown(0, end);
        }
    }

    private void siftDown(int from, int end) {
        long value = get(from);
        int parent = from;
        for (int child = 2 * parent + 1; child < end; child = 2 * parent + 1) {
            if (child + 1 < end && get(child + 1) > get(child)) {
                child++;
            }
            if (get(child) <= value) {
                break;
            }
            set(parent, get(child));
            parent = child;
        }
        set(parent, value);
    }

    private void checkIndex(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("batch index out of range: index=" + index + ", size=" + size);
        }
    }

    @Override
    public void close() {
        if (region != null) {
            region.close();
        }
    }
}
