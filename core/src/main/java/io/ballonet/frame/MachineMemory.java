package io.ballonet.frame;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocatorFactory;
import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one host: allocator, state words, and bytes.
 *
 * <p>A <em>metadata-only</em> memory has no bytes behind its frames, so that hosts of terabytes can be studied: everything
 * works but access to content.
 *
 * <p><b>Concurrency:</b> any thread allocates, pins and frees. Allocation zeroes where residue is left (I3), before the
 * frame is OWNED. <b>Progress:</b> that of the allocator.
 */
public final class MachineMemory implements AutoCloseable {
    private final FrameTable table;
    private final FrameAllocator allocator;
    private final @Nullable Region bytes;
    private final Zeroing zeroing;
    private final LongAdder bytesZeroed = new LongAdder();
    private final LongAdder bytesReturned = new LongAdder();
    private final LongAdder framesMoved = new LongAdder();

    private MachineMemory(
            long frames, int cores, FrameAllocatorFactory factory, Zeroing zeroing, @Nullable Region bytes) {
        this.table = new FrameTable(frames);
        this.allocator = factory.create(frames, cores);
        this.zeroing = zeroing;
        this.bytes = bytes;
    }

    /** Memory whose frames hold bytes; they cost resident memory from their first write on. */
    public static MachineMemory withBytes(long frames, int cores, FrameAllocatorFactory allocator, Zeroing zeroing) {
        return new MachineMemory(frames, cores, allocator, zeroing, Region.map(PageSize.bytesOf(frames)));
    }

    /** Memory without bytes behind its frames. */
    public static MachineMemory metadataOnly(long frames, int cores, FrameAllocatorFactory allocator) {
        return new MachineMemory(frames, cores, allocator, Zeroing.AT_ALLOCATION, null);
    }

    public long frames() {
        return table.frames();
    }

    public FrameTable table() {
        return table;
    }

    public long freeFrames() {
        return allocator.freeFrames();
    }

    /** True if the allocator holds the frame free; exact when nothing is in flight. */
    public boolean isFree(long mpn) {
        return allocator.isFree(mpn);
    }

    public boolean hasBytes() {
        return bytes != null;
    }

    /** Bytes of frame table and allocator. */
    public long metadataBytes() {
        return table.metadataBytes() + allocator.metadataBytes();
    }

    public long bytesZeroed() {
        return bytesZeroed.sum();
    }

    /** Bytes given back to the operating system. */
    public long bytesReturned() {
        return bytesReturned.sum();
    }

    /** Frames allocated to another owner than their last. */
    public long framesMoved() {
        return framesMoved.sum();
    }

    /** Address of frame 0; frames are consecutive. Zero for a metadata-only memory. */
    public long baseAddress() {
        return bytes == null ? 0 : bytes.address();
    }

    /** A frame owned by {@code owner} that reads zeros, or {@link FrameAllocator#NO_FRAME}. */
    public long allocate(int owner, int core) {
        long mpn = allocator.allocate(0, core);
        if (mpn != FrameAllocator.NO_FRAME) {
            if (FrameState.hasResidue(table.stateAcquire(mpn))) {
                zero(mpn);
                bytesZeroed.add(PageSize.BYTES);
            }
            int lastOwner = FrameState.owner(table.allocated(mpn, owner));
            if (lastOwner != owner && lastOwner != 0) {
                framesMoved.increment();
            }
        }
        return mpn;
    }

    /**
     * Frees RECLAIMING frames whose grace period is over (I2), scrubbing as {@link Zeroing} says. The batch is sorted where
     * that helps the operating system; otherwise left as it is.
     */
    public void free(PageBatch frames, int core) {
        boolean residue = bytes != null && zeroing == Zeroing.AT_ALLOCATION;
        if (bytes != null && zeroing == Zeroing.AT_FREE) {
            for (int i = 0; i < frames.size(); i++) {
                zero(frames.get(i));
            }
            bytesZeroed.add(PageSize.bytesOf(frames.size()));
        } else if (bytes != null && zeroing == Zeroing.RETURN_TO_OS) {
            returnToOs(frames);
        }
        for (int i = 0; i < frames.size(); i++) {
            table.freed(frames.get(i), residue);
        }
        allocator.freeBatch(frames, core);
    }

    /** Gives a frame back that {@link #allocate} gave and that nobody has seen: it still reads zeros. */
    public void giveBack(long mpn, int owner, int core) {
        if (!table.beginReclaim(mpn, owner)) {
            throw new IllegalStateException("frame is not to be given back: mpn=" + mpn + ", owner=" + owner
                    + ", state=" + FrameState.toString(table.stateAcquire(mpn)));
        }
        table.freed(mpn, false);
        allocator.free(mpn, 0, core);
    }

    private void zero(long mpn) {
        if (bytes != null) {
            Words.zeroUncached(bytes.address() + PageSize.bytesOf(mpn), PageSize.BYTES);
        }
    }

    /** One system call a run of neighbours: calls are dear, pages are cheap. */
    private void returnToOs(PageBatch frames) {
        Region region = bytes;
        if (region == null) {
            return;
        }
        frames.sort();
        for (int i = 0; i < frames.size(); ) {
            long first = frames.get(i);
            int run = 1;
            while (i + run < frames.size() && frames.get(i + run) == first + run) {
                run++;
            }
            region.discard(PageSize.bytesOf(first), PageSize.bytesOf(run));
            bytesReturned.add(PageSize.bytesOf(run));
            i += run;
        }
    }

    /** Checks that allocator and table agree on every frame (I1). Only when nothing is in flight. */
    public void validate() {
        allocator.validate();
        for (long mpn = 0; mpn < frames(); mpn++) {
            long word = table.stateAcquire(mpn);
            if (allocator.isFree(mpn) != (FrameState.state(word) == FrameState.FREE)) {
                throw new IllegalStateException("I1: allocator and frame table disagree: mpn=" + mpn
                        + ", allocatorFree=" + allocator.isFree(mpn) + ", state=" + FrameState.toString(word));
            }
        }
    }

    @Override
    public void close() {
        allocator.close();
        table.close();
        if (bytes != null) {
            bytes.close();
        }
    }
}
