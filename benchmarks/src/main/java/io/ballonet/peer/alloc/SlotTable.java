package io.ballonet.peer.alloc;

import io.ballonet.unit.CacheLine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.BitSet;
import java.util.function.LongConsumer;

/**
 * Numbers for a peer's objects: an allocator of frames hands out numbers, and a peer's buffer is no number.
 *
 * <p>Every core has slots of its own and a stack of the free ones, so that the slot that was freed last is the next to be
 * taken. A slot that another core frees is only marked; its owner finds it when its stack is empty.
 *
 * <pre>
 *   slot    core 0: 0 .. size-1   core 1: size .. 2·size-1   …
 *   object  what the slot's number stands for, left there when it is freed
 *   mark    1: freed by another core, its owner does not know yet
 *   state   of each core: depth of its stack, slots never used, where it looked last; on lines of its own
 * </pre>
 *
 * <h2>Concurrency</h2>
 *
 * <p>A core's stack, state and objects are written by the thread that passes the core, and by no other at a time. A mark is set
 * by whoever frees and cleared by the owner; set with release and read with acquire, so that the owner overwrites an object
 * only after the other core is done with it. Wait-free but for the search, which looks at each of the core's slots once.
 */
final class SlotTable {
    static final int NO_SLOT = -1;

    private static final VarHandle MARK =
            MethodHandles.arrayElementVarHandle(byte[].class).withInvokeExactBehavior();

    /** Ints from one core's state to the next. */
    private static final int SPACING = CacheLine.SPACING / Integer.BYTES;

    private static final int DEPTH = 0;
    private static final int USED = 1;
    private static final int CURSOR = 2;

    /** Most that one search finds: enough to spread its cost. */
    private static final int FOUND_AT_ONCE = 64;

    private final int cores;
    private final int size;
    private final int shift;
    private final Object[] objects;
    private final byte[] marks;
    private final int[] stacks;
    private final int[] states;

    /**
     * A table with every slot free.
     *
     * @param slots at least so many for each core
     */
    SlotTable(long slots, int cores) {
        long rounded = Long.highestOneBit(Math.max(slots, 2) - 1) << 1;
        if (rounded * cores > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("too many slots for a table: slots=" + slots + ", cores=" + cores);
        }
        this.cores = cores;
        this.size = (int) rounded;
        this.shift = Integer.numberOfTrailingZeros(size);
        this.objects = new Object[size * cores];
        this.marks = new byte[size * cores];
        this.stacks = new int[size * cores];
        this.states = new int[(cores + 2) * SPACING];
    }

    /** Slots of all cores: they are numbered from 0. */
    int count() {
        return objects.length;
    }

    /** A free slot of the core, or {@link #NO_SLOT}. */
    int take(int core) {
        int state = state(core);
        int depth = states[state + DEPTH];
        if (depth > 0) {
            states[state + DEPTH] = depth - 1;
            return stacks[(core << shift) + depth - 1];
        }
        int used = states[state + USED];
        if (used < size) {
            states[state + USED] = used + 1;
            return (core << shift) + used;
        }
        return search(core) ? take(core) : NO_SLOT;
    }

    /** Pushes slots that other cores marked; false if there is none. */
    private boolean search(int core) {
        int state = state(core);
        int cursor = states[state + CURSOR];
        int depth = 0;
        for (int looked = 0; looked < size && depth < FOUND_AT_ONCE; looked++) {
            int slot = (core << shift) + cursor;
            // pairs with the release in free
            if ((byte) MARK.getAcquire(marks, slot) != 0) {
                marks[slot] = 0;
                stacks[(core << shift) + depth] = slot;
                depth++;
            }
            cursor = cursor + 1 & size - 1;
        }
        states[state + CURSOR] = cursor;
        states[state + DEPTH] = depth;
        return depth > 0;
    }

    /** Lets the slot's number stand for {@code object}. Stores only what differs: a reference store costs a barrier. */
    @SuppressWarnings("ReferenceEquality")
    void set(int slot, Object object) {
        if (objects[slot] != object) {
            objects[slot] = object;
        }
    }

    Object get(int slot) {
        return objects[slot];
    }

    /** Frees a slot that {@link #take} gave to whatever core. */
    void free(int slot, int core) {
        if (slot >>> shift == core) {
            int state = state(core);
            int depth = states[state + DEPTH];
            stacks[(core << shift) + depth] = slot;
            states[state + DEPTH] = depth + 1;
        } else {
            // pairs with the acquire in search
            MARK.setRelease(marks, slot, (byte) 1);
        }
    }

    /** Calls with every slot that is taken. Only when no call is in flight. */
    void forEachTaken(LongConsumer action) {
        for (int core = 0; core < cores; core++) {
            int first = core << shift;
            int state = state(core);
            BitSet free = new BitSet(size);
            for (int i = 0; i < states[state + DEPTH]; i++) {
                free.set(stacks[first + i] - first);
            }
            for (int i = 0; i < states[state + USED]; i++) {
                if (!free.get(i) && marks[first + i] == 0) {
                    action.accept(first + i);
                }
            }
        }
    }

    private static int state(int core) {
        return (core + 1) * SPACING;
    }
}
