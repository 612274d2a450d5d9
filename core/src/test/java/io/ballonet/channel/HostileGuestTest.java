package io.ballonet.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** I8 for the rings: what a guest writes there costs nobody but itself. */
class HostileGuestTest {
    private static final int LENGTH = 0;
    private static final int TYPE = 4;

    private final HostileGuest guest = HostileGuest.withMessage(3);
    private final Received received = new Received();

    @AfterEach
    void close() {
        guest.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 30, Integer.MAX_VALUE, 4120, 5000, 1 << 17, 41, 39, 1, 7})
    void lengthBeyondBeliefBreaksTheRing(int length) {
        guest.putUpInt(LENGTH, length);
        assertEquals(0, guest.host().poll(received, 10));
        assertTrue(guest.host().isBroken());
        assertReopens();
    }

    @ParameterizedTest
    @ValueSource(ints = {-(1 << 30), Integer.MIN_VALUE, -5000})
    void negativeLengthBeyondBeliefBreaksTheRing(int length) {
        guest.putUpInt(LENGTH, length);
        assertEquals(0, guest.host().poll(received, 10));
        assertTrue(guest.host().isBroken());
        assertReopens();
    }

    @Test
    void lengthThatReachesBeyondTheEndOfTheRingBreaksIt() {
        guest.host().poll(received, 10);
        while (ChannelRegionLayout.RING_CAPACITY - guest.upTail() > 4_112) {
            guest.send(512);
            guest.host().poll(received, 10);
        }
        int index = (int) guest.upTail();
        guest.send(0);
        guest.putUpInt(index, ChannelRegionLayout.RING_CAPACITY - index + 8);
        received.clear();
        assertEquals(0, guest.host().poll(received, 10));
        assertTrue(guest.host().isBroken());
        assertReopens();
    }

    @Test
    void recordThatStaysUnpublishedIsWaitedForUntilTheProducerGoesOn() {
        guest.putUpInt(LENGTH, -40);
        pollEmpty();
        assertFalse(guest.host().isBroken());
        guest.putUpInt(LENGTH, 40);
        assertEquals(1, guest.host().poll(received, 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -40})
    void recordThatIsNeverPublishedBreaksTheRingOnceTheProducerWentOn(int length) {
        guest.putUpInt(LENGTH, length);
        pollEmpty();
        guest.send(1);
        pollEmpty();
        assertTrue(guest.host().isBroken());
        assertReopens();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 8, -2, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void unknownTypeIsDroppedAndCounted(int type) {
        guest.putUpInt(TYPE, type);
        guest.send(2);
        assertEquals(1, guest.host().poll(received, 10));
        assertEquals(1, guest.host().malformed());
        assertEquals(2, received.entries());
        assertFalse(guest.host().isBroken());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 2, 0, 512, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void countThatContradictsTheLengthIsDroppedAndCounted(int count) {
        guest.putUpInt(BalloonMessageLayout.COUNT_OFFSET, count);
        guest.send(2);
        assertEquals(1, guest.host().poll(received, 10));
        assertEquals(1, guest.host().malformed());
        assertEquals(2, received.entries());
    }

    @Test
    void recordWithoutAHeaderOfOursIsDroppedAndCounted() {
        guest.putUpInt(LENGTH, 8);
        guest.host().poll(received, 1);
        assertEquals(1, guest.host().malformed());
    }

    @Test
    void ringFullOfEmptyPaddingEndsAPoll() {
        for (int index = 0; index < ChannelRegionLayout.RING_CAPACITY; index += 8) {
            guest.putUpInt(index + LENGTH, 8);
            guest.putUpInt(index + TYPE, -1);
        }
        assertEquals(0, guest.host().poll(received, Integer.MAX_VALUE));
        assertTrue(guest.host().isBroken(), "the tail never moved this far");
        assertReopens();
    }

    @ParameterizedTest
    @ValueSource(longs = {(1 << 16) + 48, Long.MAX_VALUE, Long.MIN_VALUE, -8, 41, 32, 1L << 62})
    void tailBeyondBeliefBreaksTheRing(long tail) {
        assertEquals(1, guest.host().poll(received, 10));
        guest.putUpTail(tail);
        pollEmpty();
        assertTrue(guest.host().isBroken());
        assertReopens();
    }

    @Test
    void headIsNeverReadBackFromTheGuest() {
        guest.putUpHead(1L << 40 | 24);
        assertEquals(1, guest.host().poll(received, 10));
        guest.putUpHead(-8);
        guest.send(2);
        received.clear();
        assertEquals(1, guest.host().poll(received, 10));
        assertEquals(2, received.entries());
    }

    @ParameterizedTest
    @ValueSource(longs = {-8, 1, 1L << 40, Long.MIN_VALUE, Long.MAX_VALUE, (1 << 17)})
    void headOfTheRingDownIsBelievedOnlyBetweenTheLastAndTheTail(long head) {
        guest.putDownHead(head);
        int sent = 0;
        while (guest.host().offer(MessageType.INFLATE_ACK, 1, guest.batch)) {
            sent++;
            assertTrue(sent < 10_000, "a ring that nobody reads never filled up");
        }
        assertTrue(guest.host().isBroken());
        guest.host().reopen();
        assertFalse(guest.host().isBroken());
        assertTrue(guest.host().offer(MessageType.INFLATE_ACK, 1, guest.batch));
        assertEquals(1, guest.channel.driver().poll(received, 10));
        assertEquals(3, received.entries());
    }

    @Test
    void headOfTheRingDownMayNotGoBack() {
        for (int i = 0; i < 5_000; i++) {
            guest.host().offer(MessageType.INFLATE_ACK, 1, guest.batch);
            guest.channel.driver().poll(received, 10);
        }
        guest.host().offer(MessageType.INFLATE_ACK, 1, guest.batch);
        guest.putDownHead(0);
        for (int i = 0; i < 10_000; i++) {
            guest.host().offer(MessageType.INFLATE_ACK, 1, guest.batch);
        }
        assertTrue(guest.host().isBroken());
    }

    @Test
    void tailOfTheRingDownIsNeverReadBack() {
        for (int i = 0; i < 5_000; i++) {
            guest.putDownTail(i * 0x123456789L);
            assertTrue(guest.host().offer(MessageType.INFLATE_ACK, 1, guest.batch));
            received.clear();
            assertEquals(1, guest.channel.driver().poll(received, 10));
            assertEquals(3, received.entries());
        }
    }

    @Test
    void entriesChangedWhileTheHandlerRunsAreNotSeen() {
        guest.host()
                .poll(
                        (type, session, entries) -> {
                            guest.putUpInt(BalloonMessageLayout.ENTRIES_OFFSET, 99);
                            guest.putUpInt(BalloonMessageLayout.COUNT_OFFSET, 512);
                            assertEquals(3, entries.size());
                            assertEquals(1, entries.get(0));
                        },
                        1);
    }

    @Test
    void brokenRingDeliversNothingUntilItIsReopened() {
        guest.putUpInt(LENGTH, 1 << 30);
        guest.host().poll(received, 10);
        guest.putUpInt(LENGTH, 40);
        assertEquals(0, guest.host().poll(received, 10));
        assertReopens();
    }

    @Test
    void reopenDropsWhatWasSentBefore() {
        guest.send(5);
        guest.host().reopen();
        assertEquals(0, guest.host().poll(received, 10));
        guest.send(4);
        assertEquals(1, guest.host().poll(received, 10));
        assertEquals(4, received.entries());
    }

    private void pollEmpty() {
        for (int i = 0; i < HostRingReader.INSPECTION_INTERVAL; i++) {
            assertEquals(0, guest.host().poll(received, 10));
        }
    }

    private void assertReopens() {
        guest.host().reopen();
        assertFalse(guest.host().isBroken());
        assertEquals(0, guest.host().poll(received, 10));
        assertFalse(guest.host().isBroken(), "what was there before is not looked at");
        received.clear();
        guest.send(2);
        assertEquals(1, guest.host().poll(received, 10));
        assertEquals(2, received.entries());
        assertFalse(guest.host().isBroken());
    }
}
