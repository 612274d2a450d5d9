package io.ballonet.scan;

import io.ballonet.memory.Words;
import io.ballonet.paging.AccessBitmap;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A page is touched while a scan clears the bit above it and then looks at the page: the scan sees the page, or the bit above
 * is set again. The result is whether the scan saw the page, and whether the upper bit is set at the end.
 */
@JCStressTest
@Outcome(
        id = {"true, true", "true, false", "false, true"},
        expect = Expect.ACCEPTABLE,
        desc = "seen now, or found next time")
@Outcome(
        id = "false, false",
        expect = Expect.FORBIDDEN,
        desc = "an accessed page under a clear upper bit is never found")
@State
public class UpperBitAgainstTouchStress {
    private final Slot slot = new Slot();

    @Actor
    public void touch() {
        slot.bitmap.touch(slot.page);
    }

    @Actor
    public void scan(ZZ_Result result) {
        result.r1 = slot.scan();
    }

    @Arbiter
    public void look(ZZ_Result result) {
        result.r2 = slot.bitmap.isSet(1, slot.page >> AccessBitmap.LEVEL_SHIFT);
    }

    /** The same with a touch that looks at the upper bit first: it must lose a page. */
    @JCStressTest
    @Outcome(
            id = {"true, true", "true, false", "false, true"},
            expect = Expect.ACCEPTABLE,
            desc = "seen now, or found next time")
    @Outcome(
            id = "false, false",
            expect = Expect.FORBIDDEN,
            desc = "an accessed page under a clear upper bit is never found")
    @State
    public static class Weakened {
        private final Slot slot = new Slot();

        @Actor
        public void touch() {
            slot.touchUpperFirst();
        }

        @Actor
        public void scan(ZZ_Result result) {
            result.r1 = slot.scan();
        }

        @Arbiter
        public void look(ZZ_Result result) {
            result.r2 = slot.bitmap.isSet(1, slot.page >> AccessBitmap.LEVEL_SHIFT);
        }
    }

    /** A group of 512 pages whose upper bit is set and whose pages are clear; groups come from a ring. */
    private static final class Slot {
        private static final int GROUPS = 1 << 14;
        private static final AccessBitmap RING = new AccessBitmap((long) GROUPS << AccessBitmap.LEVEL_SHIFT);
        private static final PackedAccessView VIEW = new PackedAccessView(RING, 0);
        private static final AtomicInteger NEXT = new AtomicInteger();

        private final AccessBitmap bitmap = RING;
        private final long group = NEXT.getAndIncrement() & GROUPS - 1;
        private final long page = group << AccessBitmap.LEVEL_SHIFT;

        Slot() {
            VIEW.clearAccessed(page);
            Words.getAndBitwiseOr(RING.address(1) + (group >> 6 << 3), 1L << group);
        }

        boolean scan() {
            VIEW.clearUpperWord(1, group >> 6, 1L << group);
            return VIEW.isAccessed(page);
        }

        void touchUpperFirst() {
            if (!bitmap.isSet(1, group)) {
                Words.getAndBitwiseOr(bitmap.address(1) + (group >> 6 << 3), 1L << group);
            }
            Words.getAndBitwiseOr(bitmap.address(0) + (page >> 6 << 3), 1L << page);
        }
    }
}
