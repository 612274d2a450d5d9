package io.ballonet.micro.alloc;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Groups that are on their way from the thread that allocated them to another that frees them: a sixteenth of all, allocated by
 * all cores in turn. Who puts one in gets a random one out, so that a list drawn from it is mixed over threads and over memory.
 *
 * <p><b>Concurrency:</b> any number of threads; wait-free. A slot's word changes hands by one atomic exchange, which carries
 * nothing but the number: the allocator orders what matters to it.
 */
@State(Scope.Benchmark)
public class Pool {
    private static final int PART = 16;

    private Region region;
    private int slots;

    static int size(FilledAllocator filled) {
        return filled.groups / PART;
    }

    /** Fills every slot. */
    @Setup(Level.Trial)
    public void fill(FilledAllocator filled) {
        slots = size(filled);
        region = Region.map((long) slots * Long.BYTES);
        for (int slot = 0; slot < slots; slot++) {
            Words.set(address(slot), filled.take(slot % AllocatorUnderTest.CORES));
        }
    }

    /** Puts a group in and takes one out. */
    long exchange(long frame, Caller caller) {
        return Words.getAndSet(address(caller.next(slots)), frame);
    }

    /** The group in a slot; when nobody exchanges. */
    long get(int slot) {
        return Words.get(address(slot));
    }

    /** Unmaps; the groups stay allocated. */
    @TearDown(Level.Trial)
    public void unmap() {
        region.close();
    }

    private long address(int slot) {
        return region.address() + ((long) slot << 3);
    }
}
