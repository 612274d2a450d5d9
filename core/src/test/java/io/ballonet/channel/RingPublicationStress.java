package io.ballonet.channel;

import io.ballonet.memory.PageBatch;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The host that sees a record sees its entries: the driver's Agrona producer against the host's own reader. */
@JCStressTest
@Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "not published yet")
@Outcome(id = "42", expect = Expect.ACCEPTABLE, desc = "published with its entry")
@Outcome(expect = Expect.FORBIDDEN, desc = "published without its entry")
@State
public class RingPublicationStress {
    private static final PageBatch MESSAGE = new PageBatch(1);
    private static final PageBatch RECEIVED = new PageBatch(BalloonChannel.MAX_BATCH);

    static {
        MESSAGE.add(42);
    }

    private final UnsafeBuffer ring = RingSlots.next();
    private final RingDriverEnd driver = new RingDriverEnd(0, ring, ring, BalloonChannel.MAX_BATCH, RECEIVED);
    private final HostRingReader reader = new HostRingReader(ring, RECEIVED, RingSlots.booksOf(ring));

    @Actor
    public void driver() {
        driver.offer(MessageType.INFLATE, 1, MESSAGE);
    }

    @Actor
    public void host(I_Result r) {
        r.r1 = -1;
        reader.poll((type, session, entries) -> r.r1 = (int) entries.get(0), 1);
    }
}
