package io.ballonet.memory;

/**
 * A bounded off-heap list of 64-bit page numbers, frame numbers or page entries: what allocators fill, scans select into
 * and channels carry, without allocation.
 *
 * <p><b>Threads:</b> one at a time.
 */
public final class PageBatch implements AutoCloseable {
    private final Region region;
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
        this.region = Region.map((long) capacity * Long.BYTES);
        this.address = region.address();
        this.capacity = capacity;
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

    private void checkIndex(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("batch index out of range: index=" + index + ", size=" + size);
        }
    }

    @Override
    public void close() {
        region.close();
    }
}
