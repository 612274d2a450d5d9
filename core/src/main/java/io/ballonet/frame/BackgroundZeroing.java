package io.ballonet.frame;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.ZeroAware;
import io.ballonet.memory.PageBatch;
import io.ballonet.unit.Backoff;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.Agent;

/**
 * Keeps a stock of zeroed free frames: takes dirty ones out of the allocator, a row at a time, zeroes them, and gives them
 * back. Begins when fewer than the low mark read zeros, and stops at the high mark or when none is dirty.
 *
 * <p>A frame in the agent's hands is free, only not to be had for the moment: {@link #freeFrames} counts it, and who finds the
 * allocator empty waits for it in {@link #allocateLast}.
 *
 * <p><b>Concurrency:</b> the agent's one thread writes, any thread reads. {@code moves} goes up with each change of phase, so
 * that a reader who finds it unchanged has seen one phase: 0 empty-handed, 1 taking, 2 holding {@code inHand} frames, 3 giving
 * back. <b>Progress:</b> the agent's is the allocator's; its readers wait for it, {@link #freeFrames} for the end of a taking or
 * giving, {@link #allocateLast} until a row is zeroed.
 */
final class BackgroundZeroing implements Agent, AutoCloseable {
    /** Most frames of one {@link #doWork}: a row. */
    static final int STEP_FRAMES = Long.SIZE;

    private static final int PHASE_MASK = 0b11;
    private static final int EMPTY_HANDED = 0;
    private static final int HOLDING = 2;

    private final FrameTable table;
    private final FrameAllocator allocator;
    private final ZeroAware hints;
    private final FrameBytes bytes;
    private final ZeroingSettings settings;
    private final int core;
    private final PageBatch batch = new PageBatch(STEP_FRAMES);
    private final AtomicLong moves = new AtomicLong();
    private final AtomicLong framesZeroed = new AtomicLong();
    private int inHand; // read under the protection of moves
    private boolean filling;

    /**
     * An agent that has not begun.
     *
     * @param hints the allocator, as what knows where dirty frames are
     * @param core what the agent passes to the allocator as its core
     */
    BackgroundZeroing(
            FrameTable table,
            FrameAllocator allocator,
            ZeroAware hints,
            FrameBytes bytes,
            ZeroingSettings settings,
            int core) {
        this.table = table;
        this.allocator = allocator;
        this.hints = hints;
        this.bytes = bytes;
        this.settings = settings;
        this.core = core;
    }

    /** Zeroes up to {@value #STEP_FRAMES} frames; returns how many it took. */
    @Override
    public int doWork() {
        int wanted = wanted();
        if (wanted == 0) {
            return 0;
        }
        move(); // taking
        int taken = hints.allocateDirty(batch, wanted, core);
        inHand = taken;
        move(); // holding
        try {
            zero();
        } finally {
            move(); // giving back
            hints.freeZeroed(batch, core);
            batch.clear();
            inHand = 0;
            move(); // empty-handed
        }
        return taken;
    }

    private void zero() {
        for (int i = 0; i < batch.size(); i++) {
            long mpn = batch.get(i);
            if (FrameState.hasResidue(table.stateAcquire(mpn))) { // the allocator's word was a hint, this is the truth
                bytes.zeroResidue(mpn);
                table.zeroed(mpn);
                framesZeroed.setRelease(framesZeroed.getPlain() + 1); // pairs with framesZeroed()
            }
        }
    }

    private int wanted() {
        long dirty = bytes.dirtyFrames();
        if (dirty <= 0) {
            return 0;
        }
        if (settings.stockHigh() == ZeroingSettings.WITHOUT_BOUND) {
            return STEP_FRAMES;
        }
        long stock = allocator.freeFrames() - dirty;
        if (stock >= settings.stockHigh()) {
            filling = false;
        } else if (stock < settings.stockLow()) {
            filling = true;
        }
        return filling ? (int) Math.min(STEP_FRAMES, settings.stockHigh() - stock) : 0;
    }

    /* A volatile store: what a phase does to the allocator comes after it. Pairs with the reads of moves below. */
    private void move() {
        moves.set(moves.getPlain() + 1);
    }

    private static int phase(long moves) {
        return (int) moves & PHASE_MASK;
    }

    /** For who found the allocator empty: a frame, or {@link FrameAllocator#NO_FRAME} if the agent holds none either. */
    long allocateLast(int callersCore) {
        for (int attempt = 0; ; attempt++) {
            long before = moves.get(); // pairs with move()
            long mpn = allocator.allocate(0, callersCore);
            VarHandle.acquireFence(); // what the allocator read it read before the look at moves
            if (mpn != FrameAllocator.NO_FRAME || phase(before) == EMPTY_HANDED && moves.get() == before) {
                return mpn;
            }
            Backoff.pause(attempt);
        }
    }

    /** Free frames, those in the agent's hands included. */
    long freeFrames() {
        for (int attempt = 0; ; attempt++) {
            long before = moves.get(); // pairs with move()
            long free = allocator.freeFrames() + inHand;
            VarHandle.acquireFence(); // both were read before the look at moves
            boolean isAtRest = phase(before) == EMPTY_HANDED || phase(before) == HOLDING;
            if (isAtRest && moves.get() == before) {
                return free;
            }
            Backoff.pause(attempt);
        }
    }

    /** Frames zeroed by the agent. */
    long framesZeroed() {
        return framesZeroed.getAcquire();
    }

    /** True between two polls. */
    boolean isEmptyHanded() {
        return phase(moves.get()) == EMPTY_HANDED; // pairs with move()
    }

    @Override
    public String roleName() {
        return "ballonet-zeroing";
    }

    @Override
    public void close() {
        batch.close();
    }
}
