package io.ballonet.frame;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.ZeroAware;
import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;

/**
 * Makes any allocator {@link ZeroAware}: freed frames wait here, a bit each, until somebody has zeroed them; the allocator
 * itself holds clean ones only. When it runs out, dirty ones are given out from here.
 *
 * <p>Single frames only (order 0). Misuse is found where a frame waits here already; the frame table has been asked before.
 *
 * <p><b>Concurrency:</b> any thread sets and clears bits of any row, each by one locked instruction on it, which hands the
 * frames over. The count is raised before bits are set and lowered after they are cleared: where it is 0 no bit is set.
 * <b>Progress:</b> lock-free, and the inner allocator's.
 */
final class DirtyRows implements FrameAllocator, ZeroAware {
    private final FrameAllocator clean;
    private final DirtyRowsLayout layout;
    private final Region region;
    private final long base;

    DirtyRows(FrameAllocator clean) {
        this.clean = clean;
        this.layout = new DirtyRowsLayout(clean.frames());
        this.region = Region.map(layout.lengthBytes());
        this.base = region.address();
    }

    @Override
    public long allocate(int order, int core) {
        long frame = clean.allocate(order, core);
        return frame == NO_FRAME && order == 0 ? takeOne() : frame;
    }

    @Override
    public int allocateBatch(PageBatch destination, int count, int core) {
        int taken = clean.allocateBatch(destination, count, core);
        for (long frame = 0; taken < count && frame != NO_FRAME; ) {
            frame = takeOne();
            if (frame != NO_FRAME) {
                destination.add(frame);
                taken++;
            }
        }
        return taken;
    }

    @Override
    public int allocateDirty(PageBatch destination, int count, int core) {
        int taken = 0;
        for (long row = nextRow(); taken < count && row != NO_FRAME; row = nextRow()) {
            taken += takeFromRow(row, destination, count - taken);
        }
        return taken;
    }

    private int takeFromRow(long row, PageBatch destination, int count) {
        long address = base + DirtyRowsLayout.rowOffset(row);
        long word = Words.getAcquire(address);
        long bits = word;
        while (Long.bitCount(bits) > count) {
            bits &= bits - 1;
        }
        if (bits == 0 || !Words.compareAndSet(address, word, word & ~bits)) { // pairs with the or in mark
            return 0;
        }
        for (long left = bits; left != 0; left &= left - 1) {
            destination.add((row << 6) + Long.numberOfTrailingZeros(left));
        }
        lower(Long.bitCount(bits));
        return Long.bitCount(bits);
    }

    private long takeOne() {
        for (long row = nextRow(); row != NO_FRAME; row = nextRow()) {
            long address = base + DirtyRowsLayout.rowOffset(row);
            long word = Words.getAcquire(address);
            if (word != 0 && Words.compareAndSet(address, word, word & word - 1)) { // pairs with the or in mark
                lower(1);
                return (row << 6) + Long.numberOfTrailingZeros(word);
            }
        }
        return NO_FRAME;
    }

    /* A row that holds a dirty frame, from the cursor on and around, or NO_FRAME. The cursor is a hint and may be lost. */
    private long nextRow() {
        if (count() == 0) {
            return NO_FRAME;
        }
        long rows = layout.rows();
        long first = Words.getOpaque(base + DirtyRowsLayout.CURSOR_OFFSET);
        for (long i = 0; i < rows; i++) {
            long row = first + i < rows ? first + i : first + i - rows;
            if (Words.getAcquire(base + DirtyRowsLayout.rowOffset(row)) != 0) { // pairs with the or in mark
                if (i != 0) {
                    Words.setOpaque(base + DirtyRowsLayout.CURSOR_OFFSET, row);
                }
                return row;
            }
        }
        return NO_FRAME;
    }

    private void lower(int frames) {
        Words.getAndAdd(base + DirtyRowsLayout.COUNT_OFFSET, -frames);
    }

    @Override
    public void free(long frame, int order, int core) {
        if (order != 0) {
            throw new IllegalArgumentException("order out of range: order=" + order + ", maxOrder=0");
        }
        checkFrame(frame);
        mark(DirtyRowsLayout.rowOf(frame), DirtyRowsLayout.bitOf(frame));
    }

    /** One instruction for neighbours of one row. */
    @Override
    public void freeBatch(PageBatch source, int core) {
        long row = 0;
        long bits = 0;
        for (int i = 0; i < source.size(); i++) {
            long frame = source.get(i);
            checkFrame(frame);
            long bit = DirtyRowsLayout.bitOf(frame);
            if (DirtyRowsLayout.rowOf(frame) != row || (bits & bit) != 0) {
                mark(row, bits);
                row = DirtyRowsLayout.rowOf(frame);
                bits = 0;
            }
            bits |= bit;
        }
        mark(row, bits);
    }

    private void mark(long row, long bits) {
        if (bits == 0) {
            return;
        }
        Words.getAndAdd(base + DirtyRowsLayout.COUNT_OFFSET, Long.bitCount(bits));
        long before = Words.getAndBitwiseOr(base + DirtyRowsLayout.rowOffset(row), bits);
        if ((before & bits) != 0) {
            lower(Long.bitCount(before & bits));
            long frame = (row << 6) + Long.numberOfTrailingZeros(before & bits);
            throw new IllegalStateException("frame is freed twice: frame=" + frame + ", state=free, dirty");
        }
    }

    private void checkFrame(long frame) {
        if (frame < 0 || frame >= frames()) {
            throw new IllegalArgumentException("frame out of range: frame=" + frame + ", frames=" + frames());
        }
    }

    @Override
    public void freeZeroed(PageBatch source, int core) {
        clean.freeBatch(source, core);
    }

    @Override
    public long frames() {
        return clean.frames();
    }

    @Override
    public long freeFrames() {
        return clean.freeFrames() + count();
    }

    private long count() {
        return Words.getAcquire(base + DirtyRowsLayout.COUNT_OFFSET);
    }

    /** Of clean frames; a group with a dirty one is not counted. */
    @Override
    public long freeHugeFrames() {
        return clean.freeHugeFrames();
    }

    @Override
    public boolean isFree(long frame) {
        return clean.isFree(frame) || isDirty(frame);
    }

    private boolean isDirty(long frame) {
        long word = Words.getAcquire(base + DirtyRowsLayout.rowOffset(DirtyRowsLayout.rowOf(frame)));
        return (word & DirtyRowsLayout.bitOf(frame)) != 0;
    }

    @Override
    public int maxOrder() {
        return 0;
    }

    @Override
    public long metadataBytes() {
        return clean.metadataBytes() + layout.lengthBytes();
    }

    @Override
    public long retries() {
        return clean.retries();
    }

    @Override
    public void validate() {
        clean.validate();
        long dirty = 0;
        for (long frame = 0; frame < frames(); frame++) {
            if (isDirty(frame)) {
                dirty++;
                if (clean.isFree(frame)) {
                    throw new IllegalStateException("frame is free twice, clean and dirty: frame=" + frame);
                }
            }
        }
        if (dirty != count()) {
            throw new IllegalStateException("count of dirty frames is wrong: count=" + count() + ", bits=" + dirty);
        }
    }

    @Override
    public void close() {
        clean.close();
        region.close();
    }
}
