package io.ballonet.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ballonet.memory.PageBatch;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every channel of the registry promises. */
@ParameterizedClass
@MethodSource("channels")
class BalloonChannelContractTest {
    private static final int SESSION = 7;

    private final BalloonChannelFactory factory;
    private final BalloonChannel channel;
    private final PageBatch batch = new PageBatch(BalloonChannel.MAX_BATCH + 1);
    private final Received received = new Received();

    static List<BalloonChannelFactory> channels() {
        return BalloonChannels.REGISTRY.all();
    }

    BalloonChannelContractTest(BalloonChannelFactory factory) {
        this.factory = factory;
        this.channel = factory.create();
    }

    @AfterEach
    void close() {
        channel.close();
        batch.close();
    }

    @Test
    void targetStartsAtZeroAndFollowsTheHost() {
        assertEquals(0, channel.driver().targetAcquire());
        channel.host().targetRelease(1L << 40);
        assertEquals(1L << 40, channel.driver().targetAcquire());
    }

    @Test
    void emptyChannelDeliversNothing() {
        assertEquals(0, channel.host().poll(received, 10));
        assertEquals(0, channel.driver().poll(received, 10));
    }

    @Test
    void batchesOfEverySizeArriveInOrder() {
        for (int size : new int[] {0, 1, 2, 8, 511, 512}) {
            fill(size, 1_000L * size);
            received.clear();
            assertTrue(channel.driver().offer(MessageType.INFLATE, SESSION, batch), () -> "size=" + batch.size());
            drainHost();
            received.assertHolds(MessageType.INFLATE, SESSION, batch);

            received.clear();
            assertTrue(channel.host().offer(MessageType.INFLATE_ACK, SESSION, batch), () -> "size=" + batch.size());
            drainDriver();
            received.assertHolds(MessageType.INFLATE_ACK, SESSION, batch);
        }
    }

    @Test
    void messageWithoutEntriesArrivesOnce() {
        batch.clear();
        assertTrue(channel.driver().offer(MessageType.RESET, 99, batch));
        assertEquals(1, drainHost());
        received.assertHolds(MessageType.RESET, 99, batch);
    }

    @Test
    void statisticsArriveAsOneMessageWhateverTheEncoding() {
        fill(GuestStatistic.values().length, -5);
        assertTrue(channel.driver().offer(MessageType.STATISTICS, SESSION, batch));
        assertEquals(1, drainHost());
        received.assertHolds(MessageType.STATISTICS, SESSION, batch);
    }

    @Test
    void everyStatusRoundTrips() {
        batch.clear();
        for (int status = PageEntry.PENDING; status <= PageEntry.REFUSED_NOT_BALLOONED; status++) {
            batch.add(PageEntry.of(PageEntry.MAX_PAGE - status, status));
        }
        assertTrue(channel.host().offer(MessageType.DEFLATE_ACK, SESSION, batch));
        drainDriver();
        received.assertHolds(MessageType.DEFLATE_ACK, SESSION, batch);
    }

    @Test
    void messagesCarryAtMostTheFactorysBatch() {
        fill(BalloonChannel.MAX_BATCH, 0);
        assertTrue(channel.driver().offer(MessageType.INFLATE, SESSION, batch));
        assertEquals((BalloonChannel.MAX_BATCH + factory.batch() - 1) / factory.batch(), drainHost());
        assertEquals(factory.batch(), received.longest);
    }

    @Test
    void tooLongBatchIsRefused() {
        fill(BalloonChannel.MAX_BATCH + 1, 0);
        assertThrows(IllegalArgumentException.class, () -> channel.driver().offer(MessageType.INFLATE, SESSION, batch));
        assertThrows(
                IllegalArgumentException.class, () -> channel.host().offer(MessageType.INFLATE_ACK, SESSION, batch));
    }

    @Test
    void fullRingToTheHostTakesNothingAndLosesNothing() {
        fill(BalloonChannel.MAX_BATCH, 3);
        int sent = 0;
        while (channel.driver().offer(MessageType.INFLATE, SESSION, batch)) {
            sent++;
        }
        assertTrue(sent > 0);
        drainHost();
        assertEquals((long) sent * BalloonChannel.MAX_BATCH, received.entries());
        assertTrue(channel.driver().offer(MessageType.INFLATE, SESSION, batch));
    }

    @Test
    void fullRingToTheDriverTakesNothingAndLosesNothing() {
        fill(BalloonChannel.MAX_BATCH, 3);
        int sent = 0;
        while (channel.host().offer(MessageType.INFLATE_ACK, SESSION, batch)) {
            sent++;
        }
        assertTrue(sent > 0);
        assertFalse(channel.host().isBroken());
        drainDriver();
        assertEquals((long) sent * BalloonChannel.MAX_BATCH, received.entries());
        assertTrue(channel.host().offer(MessageType.INFLATE_ACK, SESSION, batch));
    }

    @Test
    void pollStopsAtItsLimit() {
        fill(1, 0);
        for (int i = 0; i < 5; i++) {
            assertTrue(channel.driver().offer(MessageType.INFLATE, SESSION, batch));
            assertTrue(channel.host().offer(MessageType.INFLATE_ACK, SESSION, batch));
        }
        assertEquals(3, channel.host().poll(received, 3));
        assertEquals(2, channel.host().poll(received, 3));
        assertEquals(3, channel.driver().poll(received, 3));
        assertEquals(2, channel.driver().poll(received, 3));
    }

    /** Sizes that differ by one from lap to lap bring the end of the ring to every offset within a record. */
    @Test
    void recordsWrapAtEveryOffset() {
        for (int first = 0; first <= BalloonChannel.MAX_BATCH; first++) {
            for (int lap = 0; lap < 20; lap++) {
                int size = lap == 0 ? first : BalloonChannel.MAX_BATCH - lap;
                fill(size, (long) first << 20 | lap);
                roundTrip("first=" + first + ", lap=" + lap);
            }
        }
    }

    @Test
    void randomTrafficKeepsOrder() {
        for (long seed = 1; seed <= 5; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 2_000; i++) {
                fill(random.nextInt(BalloonChannel.MAX_BATCH + 1), random.nextLong() >>> 1);
                roundTrip("seed=" + seed + ", message=" + i);
            }
        }
    }

    @Test
    void offerAndPollAllocateNothing() {
        fill(8, 42);
        MessageHandler ignore = (type, session, entries) -> {};
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 20 && allocated > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20_000; i++) {
                channel.driver().offer(MessageType.INFLATE, SESSION, batch);
                channel.host().poll(ignore, Integer.MAX_VALUE);
                channel.host().offer(MessageType.INFLATE_ACK, SESSION, batch);
                channel.driver().poll(ignore, Integer.MAX_VALUE);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated, "allocatedBytes, once compiled");
    }

    private void roundTrip(String where) {
        received.clear();
        assertTrue(channel.driver().offer(MessageType.DEFLATE, SESSION, batch), where);
        drainHost();
        received.assertHolds(MessageType.DEFLATE, SESSION, batch);
        received.clear();
        assertTrue(channel.host().offer(MessageType.DEFLATE_ACK, SESSION, batch), where);
        drainDriver();
        received.assertHolds(MessageType.DEFLATE_ACK, SESSION, batch);
        assertEquals(0, channel.host().malformed(), where);
        assertFalse(channel.host().isBroken(), where);
    }

    private void fill(int size, long first) {
        batch.clear();
        for (int i = 0; i < size; i++) {
            batch.add(first + i);
        }
    }

    private int drainHost() {
        int all = 0;
        for (int n = channel.host().poll(received, 100);
                n > 0;
                n = channel.host().poll(received, 100)) {
            all += n;
        }
        return all;
    }

    private int drainDriver() {
        int all = 0;
        for (int n = channel.driver().poll(received, 100);
                n > 0;
                n = channel.driver().poll(received, 100)) {
            all += n;
        }
        return all;
    }
}
