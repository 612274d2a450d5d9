package io.ballonet.trace.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ballonet.trace.PageAccess;
import io.ballonet.trace.PageTrace;
import io.ballonet.trace.ShippedTraces;
import io.ballonet.trace.policy.ReplayPolicies;
import io.ballonet.trace.policy.ReplayPolicy;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LruCurveTest {
    private static void assertEqualsLru(PageTrace trace, LruCurve curve, int frames, String where) {
        ReplayPolicy lru = ReplayPolicies.LRU.create(trace, frames);
        lru.play(trace.accesses(), 0, trace.length());
        assertEquals(lru.misses(), curve.misses()[frames - 1], where + ", frames=" + frames);
        assertEquals(lru.writebacks(), curve.writebacks()[frames - 1], where + ", frames=" + frames);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 100, 3_000})
    void equalsLruAtEverySizeInMissesAndWritebacks(int pages) {
        for (int seed = 0; seed < 3; seed++) {
            Random random = new Random(seed);
            long[] accesses = new long[6_000];
            for (int i = 0; i < accesses.length; i++) {
                long page = (long) (pages * Math.pow(random.nextDouble(), 2));
                accesses[i] = PageAccess.of(page * 0x9E3779B1L, random.nextInt(4) == 0);
            }
            PageTrace trace = PageTrace.of("random", accesses);
            LruCurve curve = new LruCurve();
            int cut = random.nextInt(accesses.length);
            curve.play(accesses, 0, cut);
            curve.play(accesses, cut, accesses.length);
            assertEquals(trace.distinctPages(), curve.distinctPages());
            assertEquals(trace.length(), curve.accesses());
            int step = 1 + trace.distinctPages() / 200;
            for (int frames = 1; frames <= trace.distinctPages(); frames += step) {
                assertEqualsLru(trace, curve, frames, "pages=" + pages + ", seed=" + seed);
            }
            assertEqualsLru(trace, curve, trace.distinctPages(), "pages=" + pages + ", seed=" + seed);
        }
    }

    @Test
    void equalsLruOnAShippedTrace() {
        PageTrace trace = PageTrace.load(ShippedTraces.source("own_sqlite"));
        LruCurve curve = new LruCurve();
        curve.play(trace.accesses(), 0, trace.length());
        for (int frames : new int[] {1, 10, 87, 218, 437, 656, 787, 875}) {
            assertEqualsLru(trace, curve, frames, "own_sqlite");
        }
    }

    @Test
    void isEmptyWithoutAccesses() {
        LruCurve curve = new LruCurve();
        assertEquals(0, curve.misses().length);
        assertEquals(0, curve.writebacks().length);
    }
}
