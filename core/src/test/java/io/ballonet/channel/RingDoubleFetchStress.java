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

/** A guest that changes length, count and entry of a published record while the host reads it: one value of each is seen. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "refused")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "taken, of the length that was checked, each entry one value")
@Outcome(expect = Expect.FORBIDDEN, desc = "used something else than what was checked")
@State
public class RingDoubleFetchStress {
    /* Entries that the guest claims: more than the small ring holds. */
    private static final int CLAIMED = 100;
    private static final PageBatch MESSAGE = new PageBatch(1);
    private static final PageBatch RECEIVED = new PageBatch(BalloonChannel.MAX_BATCH);

    static {
        MESSAGE.add(42);
    }

    private final UnsafeBuffer ring = RingSlots.next();
    private final HostRingReader reader = new HostRingReader(ring, RECEIVED, RingSlots.booksOf(ring));

    public RingDoubleFetchStress() {
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
        reader.poll(
                (type, session, entries) -> {
                    long checked = entries.get(0);
                    r.r1 = entries.size();
                    r.r2 = checked == entries.get(0) ? 0 : 1;
                },
                1);
    }
}
