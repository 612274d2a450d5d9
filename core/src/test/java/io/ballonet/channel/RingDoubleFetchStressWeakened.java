package io.ballonet.channel;

import io.ballonet.memory.PageBatch;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The twin of {@link RingDoubleFetchStress} that must fail: its reader checks in the ring what it then reads there again. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "refused")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "taken, of the length that was checked, each entry one value")
@Outcome(expect = Expect.FORBIDDEN, desc = "used something else than what was checked")
@State
public class RingDoubleFetchStressWeakened {
    /* Entries that the guest claims: more than the small ring holds. */
    private static final int CLAIMED = 100;
    private static final PageBatch MESSAGE = new PageBatch(1);

    static {
        MESSAGE.add(42);
    }

    private final UnsafeBuffer ring = RingSlots.next();

    public RingDoubleFetchStressWeakened() {
        BalloonMessageLayout.writeBody(ring, 0, 1, MESSAGE, 0, 1);
        ring.putInt(RecordDescriptor.typeOffset(0), MessageType.INFLATE);
        ring.putInt(RecordDescriptor.lengthOffset(0), BalloonMessageLayout.recordBytes(1));
    }

    @Actor
    public void guest() {
        ring.putIntRelease(RecordDescriptor.lengthOffset(0), BalloonMessageLayout.recordBytes(CLAIMED));
        ring.putIntRelease(BalloonMessageLayout.COUNT_OFFSET, CLAIMED);
        ring.putLongRelease(BalloonMessageLayout.ENTRIES_OFFSET, 99);
    }

    @Actor
    public void host(II_Result r) {
        if (ring.getIntAcquire(RecordDescriptor.lengthOffset(0)) > RingSlots.CAPACITY) {
            return;
        }
        long checked = ring.getLongAcquire(BalloonMessageLayout.ENTRIES_OFFSET);
        r.r1 = BalloonMessageLayout.entriesOf(ring.getIntAcquire(RecordDescriptor.lengthOffset(0)));
        r.r2 = checked == ring.getLongAcquire(BalloonMessageLayout.ENTRIES_OFFSET) ? 0 : 1;
    }
}
