package io.ballonet.paging;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import java.util.concurrent.atomic.AtomicLong;

/** Memory of shootdowns for the states of jcstress: a ring that is longer than the states alive at once. */
final class ShootdownSlots {
    private static final int COUNT = 1 << 15;
    private static final long BYTES = Shootdown.bytesFor(1);
    private static final Region REGION = Region.mapHuge(COUNT * BYTES);
    private static final AtomicLong NEXT = new AtomicLong();

    private ShootdownSlots() {}

    /** A shootdown with room for one participant, where nothing has begun. */
    static Shootdown take() {
        long offset = (NEXT.getAndIncrement() & (COUNT - 1)) * BYTES;
        Words.zero(REGION.address() + offset, BYTES);
        return new Shootdown(REGION, offset, 1);
    }
}
