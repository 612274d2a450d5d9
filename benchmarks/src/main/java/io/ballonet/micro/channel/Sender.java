package io.ballonet.micro.channel;

import io.ballonet.channel.DriverEnd;
import io.ballonet.channel.MessageType;
import io.ballonet.memory.PageBatch;

/**
 * A driver that offers the same batch as fast as the ring takes it.
 *
 * <p>An object of its own, and counted in steps, so that the host's thread writes nothing that this one reads.
 *
 * <p><b>Concurrency:</b> {@link #sendSome} on one thread; its count is read after that thread has ended.
 */
final class Sender {
    private static final int SESSION = 1;
    private static final int OFFERS = 10_000;

    private final DriverEnd driver;
    private final PageBatch entries;
    private long batches;

    Sender(DriverEnd driver, PageBatch entries) {
        this.driver = driver;
        this.entries = entries;
    }

    void sendSome() {
        long sent = 0;
        for (int i = 0; i < OFFERS; i++) {
            if (driver.offer(MessageType.INFLATE, SESSION, entries)) {
                sent++;
            }
        }
        batches += sent;
    }

    /** Batches that the ring took. */
    long batches() {
        return batches;
    }
}
