package io.ballonet.frame;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocatorFactory;
import io.ballonet.frame.alloc.ZeroAware;
import io.ballonet.memory.PageBatch;
import java.util.concurrent.atomic.LongAdder;
import org.agrona.concurrent.Agent;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one host: allocator, state words, and bytes.
 *
 * <p>A <em>metadata-only</em> memory has no bytes behind its frames, so that hosts of terabytes can be studied: everything
 * works but access to content.
 *
 * <p><b>Concurrency:</b> any thread allocates, pins and frees. Allocation zeroes where residue is left (I3), before the
 * frame is OWNED. <b>Progress:</b> that of the allocator; with {@link Zeroing#BACKGROUND}, who finds no frame waits until the
 * agent's hands are empty.
 */
public final class MachineMemory implements AutoCloseable {
    private final FrameTable table;
    private final FrameAllocator allocator;
    private final @Nullable FrameBytes bytes;
    private final @Nullable BackgroundZeroing background;
    private final Zeroing zeroing;
    private final LongAdder framesMoved = new LongAdder();

    private MachineMemory(
            long frames,
            int cores,
            FrameAllocatorFactory factory,
            ZeroingSettings settings,
            @Nullable FrameBytes bytes) {
        this.table = new FrameTable(frames);
        this.bytes = bytes;
        this.zeroing = settings.when();
        FrameAllocator made = factory.create(frames, cores);
        if (bytes == null || zeroing != Zeroing.BACKGROUND) {
            this.allocator = made;
            this.background = null;
        } else if (made instanceof ZeroAware hints) {
            this.allocator = made;
            this.background = new BackgroundZeroing(table, made, hints, bytes, settings, cores - 1);
        } else {
            DirtyRows rows = new DirtyRows(made);
            this.allocator = rows;
            this.background = new BackgroundZeroing(table, rows, rows, bytes, settings, cores - 1);
        }
    }

    /** Memory whose frames hold bytes; they cost resident memory from their first write on. */
    public static MachineMemory withBytes(
            long frames, int cores, FrameAllocatorFactory allocator, ZeroingSettings zeroing) {
        return new MachineMemory(frames, cores, allocator, zeroing, new FrameBytes(frames, zeroing.stores()));
    }

    /** The same, zeroed with plain stores. */
    public static MachineMemory withBytes(long frames, int cores, FrameAllocatorFactory allocator, Zeroing zeroing) {
        return withBytes(frames, cores, allocator, ZeroingSettings.of(zeroing));
    }

    /** Memory without bytes behind its frames. */
    public static MachineMemory metadataOnly(long frames, int cores, FrameAllocatorFactory allocator) {
        return new MachineMemory(frames, cores, allocator, ZeroingSettings.of(Zeroing.AT_ALLOCATION), null);
    }

    public long frames() {
        return table.frames();
    }

    public FrameTable table() {
        return table;
    }

    /** Free frames; exact when nothing is in flight. */
    public long freeFrames() {
        return background == null ? allocator.freeFrames() : background.freeFrames();
    }

    /** What keeps the stock of zeroed frames; null without {@link Zeroing#BACKGROUND}. One thread at a time may run it. */
    public @Nullable Agent zeroingAgent() {
        return background;
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

    /** Bytes zeroed since the beginning, by whomever: never more than the owners of frames left behind. */
    public long bytesZeroed() {
        return bytes == null ? 0 : bytes.bytesZeroed();
    }

    /** Bytes given back to the operating system. */
    public long bytesReturned() {
        return bytes == null ? 0 : bytes.bytesReturned();
    }

    /** Free frames that still hold their last owner's bytes. */
    public long dirtyFrames() {
        return bytes == null ? 0 : bytes.dirtyFrames();
    }

    /** Frames zeroed when they were allocated; with {@link Zeroing#BACKGROUND}, how often the stock was empty. */
    public long framesZeroedAtAllocation() {
        return bytes == null ? 0 : bytes.residuesZeroed() - framesZeroedInBackground();
    }

    /** Frames that the agent of {@link Zeroing#BACKGROUND} zeroed. */
    public long framesZeroedInBackground() {
        return background == null ? 0 : background.framesZeroed();
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
        if (mpn == FrameAllocator.NO_FRAME && background != null) {
            mpn = background.allocateLast(core);
        }
        if (mpn != FrameAllocator.NO_FRAME) {
            if (bytes != null && FrameState.hasResidue(table.stateAcquire(mpn))) {
                bytes.zeroResidue(mpn);
            }
            int lastOwner = FrameState.owner(table.allocated(mpn, owner));
            if (lastOwner != owner && lastOwner != 0) {
                framesMoved.increment();
            }
        }
        return mpn;
    }

    /**
     * Frees {@code owner}'s RECLAIMING frames whose grace period is over (I2), scrubbing as {@link Zeroing} says. The batch is
     * sorted where that helps the operating system; otherwise left as it is.
     *
     * @return bytes zeroed by this call
     * @throws IllegalStateException if a frame is not {@code owner}'s on its way to free, or is listed twice; names it and its
     *     state, and nothing has changed
     * @throws IndexOutOfBoundsException if a frame is out of range; the same
     */
    public long free(PageBatch frames, int owner, int core) {
        table.freed(frames, owner, bytes != null && zeroing.leavesResidue());
        long zeroed = bytes == null ? 0 : scrub(bytes, frames);
        allocator.freeBatch(frames, core);
        return zeroed;
    }

    private long scrub(FrameBytes content, PageBatch frames) {
        return switch (zeroing) {
            case AT_FREE -> content.zero(frames);
            case RETURN_TO_OS -> {
                content.returnToOs(frames);
                yield 0;
            }
            case AT_ALLOCATION, BACKGROUND -> {
                content.leaveDirty(frames.size());
                yield 0;
            }
        };
    }

    /**
     * Gives a frame back that {@link #allocate} gave and that nobody has seen: it still reads zeros.
     *
     * @throws IllegalStateException if the frame is not {@code owner}'s, or is pinned; nothing has changed
     */
    public void giveBack(long mpn, int owner, int core) {
        if (!table.beginReclaim(mpn, owner)) {
            throw new IllegalStateException("frame is not to be given back: mpn=" + mpn + ", owner=" + owner
                    + ", state=" + FrameState.toString(table.stateAcquire(mpn)));
        }
        table.freed(mpn, owner, false);
        allocator.free(mpn, 0, core);
    }

    /**
     * Checks that allocator and table agree on every frame (I1), and that every dirty one is known. Only when nothing is in
     * flight, and not beside the zeroing agent.
     */
    public void validate() {
        if (background != null && !background.isEmptyHanded()) {
            throw new IllegalStateException("memory cannot be validated while its zeroing agent runs");
        }
        allocator.validate();
        long dirty = 0;
        for (long mpn = 0; mpn < frames(); mpn++) {
            long word = table.stateAcquire(mpn);
            if (allocator.isFree(mpn) != (FrameState.state(word) == FrameState.FREE)) {
                throw new IllegalStateException("I1: allocator and frame table disagree: mpn=" + mpn
                        + ", allocatorFree=" + allocator.isFree(mpn) + ", state=" + FrameState.toString(word));
            }
            dirty += FrameState.hasResidue(word) ? 1 : 0;
        }
        if (dirty != dirtyFrames()) {
            throw new IllegalStateException(
                    "I3: frames with residue and their count disagree: residues=" + dirty + ", count=" + dirtyFrames());
        }
    }

    @Override
    public void close() {
        if (background != null) {
            background.close();
        }
        allocator.close();
        table.close();
        if (bytes != null) {
            bytes.close();
        }
    }
}
