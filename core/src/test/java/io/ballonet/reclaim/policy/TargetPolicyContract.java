package io.ballonet.reclaim.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link TargetPolicy} promises, over seeded guests. Extend it with a factory to test a policy of your own (core's
 * test-jar).
 */
public abstract class TargetPolicyContract {
    /** Frames of the host. */
    static final long TOTAL = 100_000;

    /** Free frames with which that host is out of the state that reclaims. */
    static final long AIM = 6751;

    private static final long FREE_WITHOUT_SURPLUS = 7500;

    /** The policy under test. */
    protected abstract TargetPolicyFactory factory();

    /** Largest balloon as a part of the configured pages. */
    protected double capFraction() {
        return EsxTargetPolicy.DEFAULT_CAP_FRACTION;
    }

    @Test
    void targetsRestBetweenTheWatermarks() {
        GuestDemand guest = new GuestDemand(10_000, 0, 10_000, 10, 4000, 4000, 1234);
        for (long free = 4000; free <= FREE_WITHOUT_SURPLUS; free += 100) {
            assertArrayEquals(new long[] {1234}, targets(factory().create(), MemoryState.HIGH, free, guest));
        }
    }

    @Test
    void hostWithoutGuestsHasNoTargets() {
        assertArrayEquals(new long[0], targets(factory().create(), MemoryState.SOFT, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void meetsTheShortageWithinBounds(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            GuestDemand[] guests = randomGuests(random);
            long shortage = 1 + random.nextLong(AIM);
            long[] targets = targets(factory().create(), MemoryState.SOFT, AIM - shortage, guests);
            String run = run(seed, round, "shortage=" + shortage, guests, targets);
            long taken = 0;
            long possible = 0;
            for (int i = 0; i < guests.length; i++) {
                long more = targets[i] - guests[i].balloonPages();
                assertTrue(more >= 0, run);
                assertTrue(more == 0 || targets[i] <= guests[i].largestBalloon(capFraction()), run);
                assertTrue(guests[i].configuredPages() - targets[i] >= guests[i].minPages() || more == 0, run);
                taken += more;
                possible += guests[i].reclaimablePages(capFraction());
            }
            assertTrue(taken >= Math.min(shortage, possible), run);
            assertTrue(taken <= shortage + guests.length, run);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void returnsAtMostTheSurplus(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            GuestDemand[] guests = randomGuests(random);
            long free = FREE_WITHOUT_SURPLUS + random.nextLong(20_000);
            long[] targets = targets(factory().create(), MemoryState.HIGH, free, guests);
            String run = run(seed, round, "free=" + free, guests, targets);
            long returned = 0;
            long possible = 0;
            for (int i = 0; i < guests.length; i++) {
                long less = guests[i].balloonPages() - targets[i];
                assertTrue(less >= 0 && targets[i] >= 0, run);
                returned += less;
                possible += guests[i].returnablePages(capFraction());
            }
            assertTrue(returned <= free - FREE_WITHOUT_SURPLUS, run);
            assertTrue(returned >= Math.min(free - FREE_WITHOUT_SURPLUS, possible) - 2L * guests.length, run);
        }
    }

    @Test
    void sameNumbersGiveTheSameTargetsWithoutAllocation() {
        TargetPolicy policy = factory().create();
        List<GuestDemand> guests = List.of(randomGuests(new Random(41)));
        long[] first = new long[guests.size()];
        policy.setTargets(MemoryState.SOFT, 1000, TOTAL, guests, first);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] again = new long[guests.size()];
        long allocated = Long.MAX_VALUE;
        for (int call = 0; call < 10; call++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            policy.setTargets(MemoryState.SOFT, 1000, TOTAL, guests, again);
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertArrayEquals(first, again);
        assertEquals(0, allocated, "allocated bytes");
    }

    private static String run(long seed, int round, String what, GuestDemand[] guests, long[] targets) {
        return "seed=" + seed + ", round=" + round + ", " + what + ", guests=" + Arrays.toString(guests) + ", targets="
                + Arrays.toString(targets);
    }

    /** Targets that a policy sets on the host of the tests. */
    static long[] targets(TargetPolicy policy, MemoryState state, long free, GuestDemand... guests) {
        long[] targets = new long[guests.length];
        policy.setTargets(state, free, TOTAL, List.of(guests), targets);
        return targets;
    }

    /** Guests whose maximum is their configured size; shares are positive, so that no two pay nothing. */
    static GuestDemand[] randomGuests(Random random) {
        GuestDemand[] guests = new GuestDemand[1 + random.nextInt(6)];
        for (int i = 0; i < guests.length; i++) {
            long configured = 100 + random.nextLong(20_000);
            long balloon = random.nextLong(configured / 2);
            long owned = random.nextLong(configured - balloon + 1);
            long min = random.nextLong(configured / 2);
            guests[i] = new GuestDemand(
                    configured, min, configured, 1 + random.nextInt(1000), random.nextLong(owned + 1), owned, balloon);
        }
        return guests;
    }
}
