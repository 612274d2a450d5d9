package io.ballonet.scenario.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.scan.ScanStrategies;
import io.ballonet.scan.ScanStrategyFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class IdentificationTest {
    private static final Workload ZIPF = SmallWorkloads.zipf();

    private static IdentificationScore score(ScanStrategyFactory factory, TlbMode tlb, BitLayout layout) {
        return Identification.run(ZIPF, factory, tlb, layout, 1);
    }

    @ParameterizedTest
    @EnumSource
    void withShootdownEveryStrategyThatLooksAtEveryPageFindsExactlyTheIdleOnes(BitLayout layout) {
        for (ScanStrategies strategy : new ScanStrategies[] {
            ScanStrategies.LINEAR, ScanStrategies.CLOCK, ScanStrategies.AGING, ScanStrategies.HIERARCHICAL
        }) {
            IdentificationScore score = score(strategy, TlbMode.SHOOTDOWN, layout);
            assertTrue(score.victims().isExact(), score.toString());
            assertEquals(0, score.ageError(), 1e-12, score.toString());
            assertTrue(score.orderError() >= 0, score.toString());
        }
    }

    @Test
    void agingGivesOlderPagesFirstThanASweepDoes() {
        double aging =
                score(ScanStrategies.AGING, TlbMode.SHOOTDOWN, BitLayout.ENTRY).orderError();
        double linear =
                score(ScanStrategies.LINEAR, TlbMode.SHOOTDOWN, BitLayout.ENTRY).orderError();
        assertTrue(aging < linear, aging + " against " + linear);
    }

    @Test
    void theTlbHidesAccessesAndAFlushCostsWalks() {
        IdentificationScore exact = score(ScanStrategies.LINEAR, TlbMode.SHOOTDOWN, BitLayout.ENTRY);
        IdentificationScore hidden = score(ScanStrategies.LINEAR, TlbMode.NONE, BitLayout.ENTRY);
        assertTrue(hidden.active().recall() < exact.active().recall(), hidden + ", " + exact);
        assertTrue(hidden.victims().f1() < exact.victims().f1(), hidden + ", " + exact);
        assertTrue(hidden.coldErrors().isEmpty());
        assertEquals(ZIPF.walksAlone(), hidden.walks(), 1e-12, "a scan without shootdown costs no walks");
        assertTrue(exact.walks() > hidden.walks(), exact + ", " + hidden);
    }

    @Test
    void idleAgesAreTheTruthWithShootdownAndNotWithout() {
        IdentificationScore exact = score(ScanStrategies.AGING, TlbMode.SHOOTDOWN, BitLayout.ENTRY);
        IdentificationScore hidden = score(ScanStrategies.AGING, TlbMode.NONE, BitLayout.ENTRY);
        assertEquals(IdentificationScore.COLD_PERIODS.size(), exact.coldErrors().size());
        assertTrue(exact.coldErrors().stream().allMatch(error -> error == 0), exact.toString());
        assertTrue(hidden.coldErrors().getFirst() > 0, hidden.toString());
    }

    /** Two fifths of the pages or more are idle, so even the worst choice cannot be wrong everywhere. */
    @Test
    void aStrategyThatPrefersAccessedPagesScoresBelowChance() {
        IdentificationScore blind = score(new BlindScan(), TlbMode.SHOOTDOWN, BitLayout.ENTRY);
        IdentificationScore random = score(ScanStrategies.RANDOM, TlbMode.SHOOTDOWN, BitLayout.ENTRY);
        assertTrue(blind.victims().f1() < random.victims().f1(), blind + ", " + random);
        assertTrue(blind.ageError() > random.ageError(), blind + ", " + random);
        assertEquals(0, blind.active().f1(), blind.toString());
        assertEquals(1 - ZIPF.activeShare(), random.victims().f1(), 0.05, "random is the share of idle pages");
    }

    @Test
    void theSameSeedGivesTheSameScores() {
        for (ScanStrategyFactory factory : ScanStrategies.REGISTRY.all()) {
            IdentificationScore once = score(factory, TlbMode.NONE, BitLayout.PACKED);
            assertEquals(
                    once.timeless(),
                    score(factory, TlbMode.NONE, BitLayout.PACKED).timeless());
            assertTrue(once.nanoseconds() > 0, once.toString());
        }
    }
}
