package io.ballonet.channel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random words anywhere in the shared memory: the host never throws, and serves again after it reopened the ring. */
class HostileGuestFuzzTest {
    private static final int ROUNDS = 20_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void hostServesAgainAfterAnyScribble(long seed) {
        Random random = new Random(seed);
        Received received = new Received();
        try (HostileGuest guest = new HostileGuest()) {
            for (int round = 0; round < ROUNDS; round++) {
                String where = "seed=" + seed + ", round=" + round;
                guest.send(random.nextInt(BalloonChannel.MAX_BATCH + 1));
                guest.scribble(random);
                assertDoesNotThrow(
                        () -> {
                            for (int i = 0; i < 4; i++) {
                                guest.host().poll(received, 10);
                                guest.host().offer(MessageType.INFLATE_ACK, 1, guest.batch);
                            }
                        },
                        where);
                guest.host().reopen();
                received.clear();
                guest.send(2);
                assertEquals(1, guest.host().poll(received, 10), where);
                assertEquals(2, received.entries(), where);
                assertFalse(guest.host().isBroken(), where);
                assertTrue(received.longest <= BalloonChannel.MAX_BATCH, where);
            }
        }
    }

    @Test
    void hostStaysInsideWhileAnotherThreadScribbles() throws InterruptedException {
        long seed = 17;
        AtomicBoolean stop = new AtomicBoolean();
        Received received = new Received();
        try (HostileGuest guest = HostileGuest.withMessage(5)) {
            Thread scribbler = new Thread(() -> {
                Random random = new Random(seed);
                while (!stop.get()) {
                    guest.scribble(random);
                }
            });
            scribbler.start();
            try {
                for (int i = 0; i < 200_000; i++) {
                    guest.host().poll(received, 10);
                    guest.host().offer(MessageType.INFLATE_ACK, 1, guest.batch);
                    received.clear();
                    if (guest.host().isBroken()) {
                        guest.host().reopen();
                    }
                }
            } finally {
                stop.set(true);
                scribbler.join();
            }
            guest.host().reopen();
            guest.send(2);
            assertEquals(1, guest.host().poll(received, 10), "seed=" + seed);
        }
    }
}
