package io.ballonet.reclaim.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waldspurger's arithmetic by hand-made examples, by properties over seeded guests, and against page-by-page revocation. */
class EsxTargetPolicyTest {
    private static final long TOTAL = TargetPolicyContract.TOTAL;
    private static final long AIM = TargetPolicyContract.AIM;

    private static GuestDemand guest(long shares, long active, long owned) {
        return new GuestDemand(10_000, 0, 10_000, shares, active, owned, 0);
    }

    private static long[] targets(TargetPolicy policy, MemoryState state, long free, GuestDemand... guests) {
        return TargetPolicyContract.targets(policy, state, free, guests);
    }

    /** Targets when {@code pages} are short. */
    private static long[] reclaim(TargetPolicy policy, long pages, GuestDemand... guests) {
        return targets(policy, MemoryState.SOFT, AIM - pages, guests);
    }

    @Test
    void sharesPerPageIsThePapersFormula() {
        // S / (P (f + k (1 - f))) with tax 3/4, so k = 4: half active, 1000 / (100 * 2.5)
        MinFundingRevocation revocation = new MinFundingRevocation(0.75, 1);
        assertEquals(4.0, revocation.sharesPerPage(guest(1000, 50, 100)), 1e-12);
        assertEquals(10.0, revocation.sharesPerPage(guest(1000, 100, 100)), 1e-12);
        assertEquals(2.5, revocation.sharesPerPage(guest(1000, 0, 100)), 1e-12);
    }

    @Test
    void equalGuestsGiveEqually() {
        EsxTargetPolicy policy = EsxTargetPolicy.withDefaults();
        assertArrayEquals(new long[] {300, 300}, reclaim(policy, 600, guest(10, 500, 5000), guest(10, 500, 5000)));
    }

    @Test
    void idleGuestPaysFirstWithTax() {
        // the paper's experiment: equal shares, one idle, one active; the active one keeps all until the idle one has a
        // quarter
        EsxTargetPolicy policy = EsxTargetPolicy.withDefaults();
        assertArrayEquals(new long[] {2000, 0}, reclaim(policy, 2000, guest(10, 0, 4000), guest(10, 4000, 4000)));
        assertArrayEquals(new long[] {2600, 0}, reclaim(policy, 2600, guest(10, 0, 4000), guest(10, 4000, 4000)));
    }

    @Test
    void withoutTaxIdlenessDoesNotMatter() {
        EsxTargetPolicy policy = EsxTargetPolicy.with(0, 0.65);
        assertArrayEquals(new long[] {1000, 1000}, reclaim(policy, 2000, guest(10, 0, 4000), guest(10, 4000, 4000)));
    }

    @Test
    void ownersOfMoreSharesKeepMore() {
        // without tax, pages end in proportion to shares: 6000 left as 4000 to 2000
        EsxTargetPolicy policy = EsxTargetPolicy.with(0, 0.65);
        assertArrayEquals(new long[] {0, 2000}, reclaim(policy, 2000, guest(20, 0, 4000), guest(10, 0, 4000)));
    }

    @Test
    void minimumAndCapHold() {
        EsxTargetPolicy policy = EsxTargetPolicy.withDefaults();
        GuestDemand small = new GuestDemand(10_000, 3500, 10_000, 1, 0, 4000, 0);
        GuestDemand capped = new GuestDemand(1000, 0, 1000, 1, 0, 1000, 600);
        assertArrayEquals(new long[] {500, 650}, reclaim(policy, 6000, small, capped));
    }

    @Test
    void guestsWithoutSharesGiveFirst() {
        EsxTargetPolicy policy = EsxTargetPolicy.withDefaults();
        assertArrayEquals(new long[] {0, 2000}, reclaim(policy, 2000, guest(1, 0, 4000), guest(0, 4000, 4000)));
        assertArrayEquals(new long[] {1000, 1000}, reclaim(policy, 2000, guest(0, 0, 4000), guest(0, 0, 4000)));
        assertArrayEquals(new long[] {2000, 4000}, reclaim(policy, 6000, guest(1, 0, 4000), guest(0, 4000, 4000)));
    }

    @Test
    void surplusGoesToWhoeverPaysMost() {
        EsxTargetPolicy policy = EsxTargetPolicy.withDefaults();
        GuestDemand busy = new GuestDemand(10_000, 0, 10_000, 10, 4000, 4000, 6000);
        GuestDemand idle = new GuestDemand(10_000, 0, 10_000, 10, 0, 4000, 6000);
        assertArrayEquals(new long[] {4000, 6000}, targets(policy, MemoryState.HIGH, 9500, busy, idle));
        assertArrayEquals(new long[] {0, 0}, targets(policy, MemoryState.HIGH, 60_000, busy, idle));
    }

    @Test
    void maximumKeepsABalloonInflated() {
        EsxTargetPolicy policy = EsxTargetPolicy.withDefaults();
        GuestDemand limited = new GuestDemand(10_000, 0, 8000, 10, 0, 4000, 0);
        assertArrayEquals(new long[] {2000}, targets(policy, MemoryState.HIGH, 50_000, limited));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void moreSharesNeverMeanALargerBalloon(long seed) {
        Random random = new Random(seed);
        EsxTargetPolicy policy = EsxTargetPolicy.withDefaults();
        for (int round = 0; round < 200; round++) {
            GuestDemand[] guests = TargetPolicyContract.randomGuests(random);
            long short1 = 1 + random.nextLong(AIM);
            GuestDemand first = guests[0];
            long last = TOTAL;
            for (long shares : new long[] {0, 1, 5, 50, 1000, 1_000_000}) {
                guests[0] = new GuestDemand(
                        first.configuredPages(),
                        first.minPages(),
                        first.maxPages(),
                        shares,
                        first.activePages(),
                        first.ownedPages(),
                        first.balloonPages());
                long target = reclaim(policy, short1, guests)[0];
                long before = last;
                assertTrue(
                        target <= before + 1,
                        () -> "seed=" + seed + ", shares=" + shares + ", target=" + target + ", before=" + before);
                last = target;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void agreesWithTakingOnePageAfterTheOther(long seed) {
        Random random = new Random(seed);
        for (double tax : new double[] {0, 0.5, 0.75}) {
            GuestDemand[] guests = TargetPolicyContract.randomGuests(random);
            long short1 = 1 + random.nextLong(3000);
            long[] targets = reclaim(EsxTargetPolicy.with(tax, 0.65), short1, guests);
            long[] oneByOne = pageByPage(guests, tax, short1);
            for (int i = 0; i < guests.length; i++) {
                int guest = i;
                assertTrue(
                        Math.abs(oneByOne[i] - targets[i]) <= 2,
                        () -> "seed=" + seed + ", tax=" + tax + ", guest=" + guest + ", oneByOne=" + oneByOne[guest]
                                + ", target=" + targets[guest] + ", guests=" + Arrays.toString(guests));
            }
        }
    }

    private static long[] pageByPage(GuestDemand[] guests, double tax, long pages) {
        MinFundingRevocation revocation = new MinFundingRevocation(tax, 0.65);
        List<GuestDemand> left = new ArrayList<>(List.of(guests));
        for (long page = 0; page < pages; page++) {
            int poorest = -1;
            for (int i = 0; i < guests.length; i++) {
                if (left.get(i).reclaimablePages(0.65) > 0
                        && (poorest < 0
                                || revocation.sharesPerPage(left.get(i))
                                        < revocation.sharesPerPage(left.get(poorest)))) {
                    poorest = i;
                }
            }
            if (poorest < 0) {
                break;
            }
            GuestDemand poor = left.get(poorest);
            left.set(
                    poorest,
                    new GuestDemand(
                            poor.configuredPages(),
                            poor.minPages(),
                            poor.maxPages(),
                            poor.shares(),
                            poor.activePages(),
                            poor.ownedPages() - 1,
                            poor.balloonPages() + 1));
        }
        return left.stream().mapToLong(GuestDemand::balloonPages).toArray();
    }

    @Test
    void rejectsSettingsAndGuestsThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> EsxTargetPolicy.with(1, 0.5));
        assertThrows(IllegalArgumentException.class, () -> EsxTargetPolicy.with(-0.1, 0.5));
        assertThrows(IllegalArgumentException.class, () -> EsxTargetPolicy.with(Double.NaN, 0.5));
        assertThrows(IllegalArgumentException.class, () -> EsxTargetPolicy.with(0.5, 1.1));
        assertThrows(IllegalArgumentException.class, () -> new GuestDemand(0, 0, 0, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new GuestDemand(10, 6, 5, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new GuestDemand(10, 0, 11, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new GuestDemand(10, 0, 10, -1, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new GuestDemand(10, 0, 10, 0, 0, 0, 11));
    }
}
