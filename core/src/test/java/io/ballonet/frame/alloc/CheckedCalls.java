package io.ballonet.frame.alloc;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;

/** The calls that Lincheck makes, on an allocator made anew for each run of a scenario. */
public class CheckedCalls {
    /* Lincheck makes the instances itself, so what they are made of comes by a static field. */
    private static volatile CheckedCase current = new CheckedCase(
            "reference", frames -> new ReferenceAllocator((int) frames, CheckedCase.CORES), true, 64, 0, 62, false);

    private final CheckedCase checked = current;
    private final FrameAllocator allocator = checked.create();
    private final List<List<HeldGroups.Group>> held = List.of(new ArrayList<>(), new ArrayList<>());

    static void use(CheckedCase next) {
        current = next;
    }

    static CheckedCase inUse() {
        return current;
    }

    /** Allocates a single frame, or a group of the case's order, and keeps it. */
    @Operation
    public Object allocate(
            @Param(gen = ThreadIdGen.class) int thread, @Param(gen = IntGen.class, conf = "0:1") int large) {
        int order = large * checked.largeOrder();
        long frame = allocator.allocate(order, core(thread));
        if (frame != FrameAllocator.NO_FRAME) {
            held.get(core(thread)).add(new HeldGroups.Group(frame, order));
        }
        return CheckedCall.allocated(order, frame);
    }

    /** Frees a group that the thread holds, or any frame of the last. */
    @Operation
    public Object free(@Param(gen = ThreadIdGen.class) int thread, @Param(gen = IntGen.class, conf = "0:3") int index) {
        if (checked.anyFrame()) {
            return freeAny(checked.frames() - 1L - index, core(thread));
        }
        List<HeldGroups.Group> mine = held.get(core(thread));
        if (mine.isEmpty()) {
            return CheckedCall.nothing();
        }
        HeldGroups.Group group = mine.remove(index % mine.size());
        allocator.free(group.frame(), group.order(), core(thread));
        return new CheckedCall(CheckedCall.Kind.FREED, group.order(), group.frame());
    }

    private CheckedCall freeAny(long frame, int core) {
        try {
            allocator.free(frame, 0, core);
        } catch (IllegalStateException e) {
            return new CheckedCall(CheckedCall.Kind.REFUSED, 0, frame);
        }
        return new CheckedCall(CheckedCall.Kind.FREED, 0, frame);
    }

    private static int core(int thread) {
        return thread % CheckedCase.CORES;
    }

    /** Afterwards, with nobody there: the counters agree, and every frame that is free can be had. */
    @Validate
    public void validate() {
        allocator.validate();
        long free = allocator.freeFrames();
        long drained = 0;
        while (allocator.allocate(0, 0) != FrameAllocator.NO_FRAME) {
            drained++;
        }
        allocator.close();
        if (drained != free) {
            throw new IllegalStateException("frames are lost: free=" + free + ", drained=" + drained);
        }
    }
}
