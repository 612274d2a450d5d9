package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;

/**
 * One bitmap that every core shares, searched next-fit from one cursor: the least state an allocator can have.
 *
 * <p>A fresh one hands out 0, 1, 2, … in ascending order. Later the cursor stays on the row that last had a free frame and
 * takes that row's lowest; when the row is full the search goes up and wraps, so it finds a single free frame wherever it is.
 * One bit a frame and no counter: a single operation is one locked instruction, and {@link #freeFrames} counts bits, about
 * a microsecond a GiB of frames. A group of up to 64 frames is one compare-and-set on its row and one on its row's marks
 * ({@link GroupMarks}); larger ones claim their rows one after the other and give them back when one is taken. The
 * {@code core} is checked and otherwise unused: cores meet on the cursor's row, which is what this design costs.
 *
 * <p><b>Concurrency:</b> rows as in {@link FrameBits}. The cursor is a hint that any thread reads and overwrites; a stale one
 * costs a longer search (a benign race). <b>Progress:</b> lock-free. An allocation that runs while frames are freed behind
 * its search can answer {@link #NO_FRAME} although one was free at every moment.
 *
 * <p>Source: D. E. Knuth, The Art of Computer Programming 1, 2.5 (next fit); one bit a page as in Linux's boot allocator.
 */
final class BitmapAllocator implements FrameAllocator {
    private static final int MAX_ORDER = PageSize.HUGE_ORDER;

    private final BitmapLayout layout;
    private final int cores;
    private final long frames;
    private final long rows;
    private final long cursorAddress;
    private final FrameBits bits;
    private final GroupMarks marks;
    private final RetryCounter retries;
    private final Runnable unmap;

    /**
     * An allocator over zeroed memory.
     *
     * @param address first byte of {@code layout.lengthBytes()} bytes
     * @param bits rows at {@link BitmapLayout#ROWS_OFFSET} of that memory
     * @param marks marks at {@link BitmapLayout#marksOffset} of that memory
     * @param unmap what {@link #close} does with the memory
     */
    BitmapAllocator(BitmapLayout layout, int cores, long address, FrameBits bits, GroupMarks marks, Runnable unmap) {
        this.layout = layout;
        this.cores = cores;
        this.frames = layout.frames();
        this.rows = layout.rows();
        this.cursorAddress = address + BitmapLayout.CURSOR_OFFSET;
        this.bits = bits;
        this.marks = marks;
        this.retries = new RetryCounter(address + BitmapLayout.RETRIES_OFFSET);
        this.unmap = unmap;
        bits.closeTail(rows);
    }

    static BitmapAllocator create(long frames, int cores) {
        Misuse.checkShape(frames, cores, BitmapLayout.MOST_FRAMES, Integer.MAX_VALUE);
        BitmapLayout layout = new BitmapLayout(frames);
        Region region = Region.map(layout.lengthBytes());
        long address = region.address();
        RetryCounter retries = new RetryCounter(address + BitmapLayout.RETRIES_OFFSET);
        FrameBits bits = new FrameBits(address + BitmapLayout.ROWS_OFFSET, frames, retries);
        GroupMarks marks = new GroupMarks(address + layout.marksOffset(), retries);
        return new BitmapAllocator(layout, cores, address, bits, marks, region::close);
    }

    @Override
    public long allocate(int order, int core) {
        Misuse.checkCall(order, MAX_ORDER, core, cores);
        long row = cursorOpaque();
        if (order > 0) {
            return allocateGroup(order, row);
        }
        long frame = bits.claimLowest(row);
        return frame != NO_FRAME ? frame : allocateAfter(row);
    }

    private long allocateGroup(int order, long cursor) {
        long from = cursor;
        while (true) {
            from = bits.findGroup(0, rows, from, order);
            if (from == FrameBits.NO_ROW) {
                return NO_FRAME;
            }
            long frame = bits.claimGroup(from, order);
            if (frame != NO_FRAME) {
                marks.join(frame, order);
                if (from != cursor) {
                    moveCursorOpaque(from);
                }
                return frame;
            }
        }
    }

    private long allocateAfter(long start) {
        for (long step = 1; step <= rows; step++) {
            long row = wrapped(start + step);
            long frame = bits.claimLowest(row);
            if (frame != NO_FRAME) {
                moveCursorOpaque(row);
                return frame;
            }
        }
        return NO_FRAME;
    }

    @Override
    public void free(long frame, int order, int core) {
        Misuse.checkCall(order, MAX_ORDER, core, cores);
        if (order == 0) {
            Misuse.checkFrame(frame, frames);
        } else {
            Misuse.checkGroup(frame, order, frames);
        }
        boolean freed = order == 0
                ? marks.isSingle(frame) && bits.release(frame)
                : marks.part(frame, order) && bits.releaseGroup(frame, order);
        if (!freed) {
            throw refused(frame, order);
        }
    }

    private IllegalStateException refused(long frame, int order) {
        return bits.isFree(frame) ? Misuse.alreadyFree(frame) : marks.refused(frame, order);
    }

    @Override
    public int allocateBatch(PageBatch destination, int count, int core) {
        Misuse.checkCore(core, cores);
        Misuse.checkRoom(destination, count);
        long start = cursorOpaque();
        long row = start;
        long from = destination.address() + ((long) destination.size() << 3);
        long next = from;
        int left = count;
        for (long step = 0; step <= rows && left > 0; step++) {
            row = wrapped(start + step);
            long claimed = bits.claimLowest(row, left);
            next = FrameBits.write(next, row, claimed);
            left -= Long.bitCount(claimed);
        }
        if (row != start) {
            moveCursorOpaque(row);
        }
        destination.setSize(destination.size() + count - left);
        return count - left;
    }

    @Override
    public void freeBatch(PageBatch source, int core) {
        Misuse.checkCore(core, cores);
        long entries = source.address();
        int size = source.size();
        int done = 0;
        while (done < size) {
            long frame = source.get(done);
            Misuse.checkFrame(frame, frames);
            long blocked = marks.grouped(FrameBits.rowOf(frame));
            int released = bits.releaseRun(entries + ((long) done << 3), size - done, blocked);
            if (released == 0) {
                throw refused(frame, 0);
            }
            done += released;
        }
    }

    private long wrapped(long row) {
        return row >= rows ? row - rows : row;
    }

    private long cursorOpaque() {
        return Words.getOpaque(cursorAddress); // a hint; pairs with moveCursorOpaque
    }

    private void moveCursorOpaque(long row) {
        Words.setOpaque(cursorAddress, row); // a hint; pairs with cursorOpaque
    }

    @Override
    public long frames() {
        return frames;
    }

    @Override
    public long freeFrames() {
        return (rows << FrameBits.ROW_SHIFT) - bits.allocatedIn(0, rows);
    }

    @Override
    public long freeHugeFrames() {
        long rowsPerHuge = PageSize.FRAMES_PER_HUGE / FrameBits.FRAMES_PER_ROW;
        long free = 0;
        for (long row = 0; row + rowsPerHuge <= rows; row += rowsPerHuge) {
            if (bits.allocatedIn(row, rowsPerHuge) == 0) {
                free++;
            }
        }
        return free;
    }

    @Override
    public boolean isFree(long frame) {
        Misuse.checkFrame(frame, frames);
        return bits.isFree(frame);
    }

    @Override
    public int maxOrder() {
        return MAX_ORDER;
    }

    @Override
    public long metadataBytes() {
        return layout.lengthBytes();
    }

    /** There is no counter to compare: checks the cursor, that no frame past the end was handed out, and the marks. */
    @Override
    public void validate() {
        long cursor = cursorOpaque();
        if (cursor < 0 || cursor >= rows) {
            throw new IllegalStateException("cursor out of range: cursor=" + cursor + ", rows=" + rows);
        }
        long closed = (rows << FrameBits.ROW_SHIFT) - frames;
        long tail = bits.rowAcquire(rows - 1);
        if (closed > 0 && Long.numberOfLeadingZeros(~tail) < closed) {
            throw new IllegalStateException(
                    "a frame past the end is free: frames=" + frames + ", lastRow=0x" + Long.toHexString(tail));
        }
        for (long row = 0; row < rows; row++) {
            marks.validate(row, bits.rowAcquire(row));
        }
    }

    @Override
    public long retries() {
        return retries.sum();
    }

    @Override
    public void close() {
        unmap.run();
    }
}
