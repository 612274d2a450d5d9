package io.ballonet.channel;

import io.ballonet.memory.PageBatch;
import java.lang.invoke.VarHandle;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The twin of {@link RingPublicationStress} that must fail: its producer publishes the length before the entry. */
@JCStressTest
@Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "not published yet")
@Outcome(id = "42", expect = Expect.ACCEPTABLE, desc = "published with its entry")
@Outcome(expect = Expect.FORBIDDEN, desc = "published without its entry")
@State
public class RingPublicationStressWeakened {
    private static final PageBatch RECEIVED = new PageBatch(BalloonChannel.MAX_BATCH);

    private final UnsafeBuffer ring = RingSlots.next();
    private final HostRingReader reader = new HostRingReader(ring, RECEIVED, RingSlots.booksOf(ring));

    @Actor
    public void driver() {
        ring.putInt(RecordDescriptor.typeOffset(0), MessageType.INFLATE);
        ring.putInt(BalloonMessageLayout.COUNT_OFFSET, 1);
        ring.putIntRelease(RecordDescriptor.lengthOffset(0), BalloonMessageLayout.recordBytes(1));
        // drains the store buffer, which on x86 would else hide how long the record stands there without its entry
        VarHandle.fullFence();
        ring.putLongRelease(BalloonMessageLayout.ENTRIES_OFFSET, 42);
    }

    @Actor
    public void host(I_Result r) {
        r.r1 = -1;
        reader.poll((type, session, entries) -> r.r1 = (int) entries.get(0), 1);
    }
}
