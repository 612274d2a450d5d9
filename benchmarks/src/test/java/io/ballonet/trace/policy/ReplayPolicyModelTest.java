package io.ballonet.trace.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.trace.PageAccess;
import io.ballonet.trace.PageTrace;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every policy equals its slow reference after every access, and keeps what holds for all of them. */
final class ReplayPolicyModelTest {
    private static final int[] FRAMES = {1, 2, 3, 7, 31, 63, 64, 65, 127, 128, 129, 200};

    /** A mix of loops, uniform and skewed accesses, one after the other, with sparse page numbers. */
    private static long[] accesses(Random random, int length) {
        long[] accesses = new long[length];
        int i = 0;
        while (i < length) {
            int kind = random.nextInt(3);
            int pages = 1 + random.nextInt(180);
            int run = Math.min(length - i, 1 + random.nextInt(400));
            for (int k = 0; k < run; k++) {
                long page = switch (kind) {
                    case 0 -> k % pages;
                    case 1 -> random.nextInt(pages);
                    default -> (long) (pages * Math.pow(random.nextDouble(), 3));
                };
                accesses[i++] = PageAccess.of(page * 0x9E3779B1L, random.nextInt(4) == 0);
            }
        }
        return accesses;
    }

    @ParameterizedTest
    @EnumSource(ReplayPolicies.class)
    void equalsItsReferenceAfterEveryAccess(ReplayPolicies kind) {
        for (int seed = 0; seed < 3; seed++) {
            long[] accesses = accesses(new Random(seed), 2_500);
            PageTrace trace = PageTrace.of("random", accesses);
            for (int frames : FRAMES) {
                List<ReferencePolicies.Counts> expected = ReferencePolicies.play(kind.registryName(), accesses, frames);
                ReplayPolicy policy = kind.create(trace, frames);
                for (int t = 0; t < accesses.length; t++) {
                    String where = kind + ", seed=" + seed + ", frames=" + frames + ", access=" + t;
                    policy.play(accesses, t, t + 1);
                    assertEquals(expected.get(t).misses(), policy.misses(), where);
                    assertEquals(expected.get(t).writebacks(), policy.writebacks(), where);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ReplayPolicies.class)
    void countsAlikeHoweverTheTraceIsCut(ReplayPolicies kind) {
        Random random = new Random(99);
        long[] accesses = accesses(random, 20_000);
        PageTrace trace = PageTrace.of("random", accesses);
        ReplayPolicy whole = kind.create(trace, 50);
        whole.play(accesses, 0, accesses.length);
        ReplayPolicy pieces = kind.create(trace, 50);
        for (int from = 0; from < accesses.length; ) {
            int to = Math.min(accesses.length, from + random.nextInt(300));
            pieces.play(accesses, from, to);
            from = to;
        }
        assertEquals(whole.misses(), pieces.misses(), "seed=99");
        assertEquals(whole.writebacks(), pieces.writebacks(), "seed=99");
    }

    @ParameterizedTest
    @EnumSource(ReplayPolicies.class)
    void missesEachPageOnceWhenAllPagesFit(ReplayPolicies kind) {
        long[] accesses = accesses(new Random(7), 20_000);
        PageTrace trace = PageTrace.of("random", accesses);
        for (int frames : new int[] {trace.distinctPages(), trace.distinctPages() + 1, 10 * trace.distinctPages()}) {
            ReplayPolicy policy = kind.create(trace, frames);
            policy.play(accesses, 0, accesses.length);
            assertEquals(trace.distinctPages(), policy.misses());
            assertTrue(policy.writebacks() <= 0, "nothing is evicted");
        }
    }

    @ParameterizedTest
    @EnumSource(ReplayPolicies.class)
    void missesNoLessThanTheOptimum(ReplayPolicies kind) {
        for (int seed = 0; seed < 5; seed++) {
            long[] accesses = accesses(new Random(seed), 20_000);
            PageTrace trace = PageTrace.of("random", accesses);
            for (int frames = 1; frames < 180; frames += 13) {
                ReplayPolicy optimum = ReplayPolicies.OPT.create(trace, frames);
                ReplayPolicy policy = kind.create(trace, frames);
                optimum.play(accesses, 0, accesses.length);
                policy.play(accesses, 0, accesses.length);
                assertTrue(policy.misses() >= optimum.misses(), kind + ", seed=" + seed + ", frames=" + frames);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ReplayPolicies.class)
    void refusesFramesOutOfRange(ReplayPolicies kind) {
        PageTrace trace = PageTrace.of("t", 2);
        for (int frames : new int[] {0, -1, Integer.MIN_VALUE, ReplayPolicyFactory.MAX_FRAMES + 1}) {
            assertThrows(IllegalArgumentException.class, () -> kind.create(trace, frames));
        }
    }
}
