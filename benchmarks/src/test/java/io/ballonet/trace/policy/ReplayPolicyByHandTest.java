package io.ballonet.trace.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ballonet.trace.PageAccess;
import io.ballonet.trace.PageTrace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small cases worked out on paper; a page in capitals is written, one in small letters read. */
final class ReplayPolicyByHandTest {
    private static PageTrace trace(String letters) {
        return PageTrace.of(
                letters,
                letters.chars()
                        .mapToLong(c -> PageAccess.of(Character.toLowerCase(c), Character.isUpperCase(c)))
                        .toArray());
    }

    @ParameterizedTest
    @CsvSource({
        // Belady's anomaly: 9 misses with 3 frames, 10 with 4.
        "fifo, abcdabeabcde, 3, 9, 0",
        "fifo, abcdabeabcde, 4, 10, 0",
        "lru, abcdabeabcde, 3, 10, 0",
        "lru, abcdabeabcde, 4, 8, 0",
        "opt, abcdabeabcde, 3, 7, -1",
        "opt, abcdabeabcde, 4, 6, -1",
        // A loop one page too long: LRU, FIFO and CLOCK miss always, the optimum every (c - 1)th time once full.
        "lru, abcabcabc, 2, 9, 0",
        "fifo, abcabcabc, 2, 9, 0",
        "clock0, abcabcabc, 2, 9, 0",
        "clock1, abcabcabc, 2, 9, 0",
        "opt, abcabcabc, 2, 6, -1",
        // The second access to a sets its bit. clock0: the hand passes a and takes b, so a hits. clock1: every bit is
        // set, the hand comes round and takes a, so a misses.
        "clock0, abaca, 2, 3, 0",
        "clock1, abaca, 2, 4, 0",
        // c takes frame 0 after a full round; then b's bit is clear, so d takes frame 1 and c hits.
        "clock1, abcdc, 2, 4, 0",
        // One frame: each change of page is a miss.
        "clock1, aabba, 1, 3, 0",
        "clock0, aabba, 1, 3, 0",
        "lru, aabba, 1, 3, 0",
        "opt, aabba, 1, 3, -1",
        // Dirty at load, dirty by a later hit, clean again after it came back, no flush at the end.
        "lru, Abc, 2, 3, 1",
        "lru, aAbc, 2, 3, 1",
        "lru, abc, 2, 3, 0",
        "fifo, AbcadE, 2, 6, 1",
        "clock1, ABCD, 2, 4, 2",
        // c takes A's frame; d finds the bit of b set, goes on and takes the frame of c, which is clean.
        "clock0, AbBcd, 2, 4, 1",
        // d finds a visited, clears it, passes it by and takes b; the hand is at c, so e takes that, and a is still
        // there.
        // clock0 agrees so far, but puts d where b was and e where c was; for f its hand is round at a, sieve's at d.
        "sieve, abcadea, 3, 5, 0",
        "sieve, abcadefa, 3, 6, 0",
        "clock0, abcadefa, 3, 7, 0",
        // Every bit set: a round clears them all and the oldest goes; the written one counts.
        "sieve, AbabcA, 2, 4, 1",
        "sieve, aabba, 1, 3, 0",
        // Ten frames, one of them small: a leaves it unhit at k and is remembered, so it returns to the main queue, for
        // b.
        "s3fifo, abcdefghijka, 10, 12, 0",
        // Twice hit, a moves to the main queue when k comes, and b goes for it; b returns, c is gone, a still hits.
        "s3fifo, aaabcdefghijka, 10, 11, 0",
        "s3fifo, aaAbcdefghijkba, 10, 12, 0",
        // Once hit is not enough: a goes when k comes, dirty.
        "s3fifo, aAbcdefghijka, 10, 12, 1",
        // Kin 1, Kout 2. e pushes a out of A1in, which a returns to Am from while b leaves A1in; f, g, h, i pass
        // through
        // A1in and cannot push a out.
        "2q, abcdea, 4, 6, 0",
        "2q, abcdeafghia, 4, 10, 0",
        "lru, abcdeafghia, 4, 11, 0",
        // A hit in A1in changes nothing: a goes first all the same, dirty.
        "2q, abcdAea, 4, 6, 1",
        // a is used twice, so it is in T2 and a scan through T1 cannot push it out; LRU loses it.
        "arc, aabcdea, 3, 5, 0",
        "lru, aabcdea, 3, 6, 0",
        // T1 alone full: its oldest page is dropped without memory, so its return is a page never seen.
        "arc, Abcda, 3, 5, 1",
        // a, b in T2, c and d pass T1. c returns from B1 and raises the target to 1, so a goes from T2 and not d from
        // T1; a
        // returns from B2 and lowers it to 0, so d goes and b is still there.
        "arc, ababcdcab, 3, 6, 0",
        // Two of three frames are LIR and the loop misses only in the third; LRU misses always.
        "lirs, abcdabcd, 3, 6, 0",
        "lru, abcdabcd, 3, 8, 0",
        // c returns while it is on the stack above a, the older LIR page, and takes its part: a goes at e, and b hits.
        "lirs, abcdcea, 3, 7, 0",
        "lirs, abcdceb, 3, 6, 0",
        "lirs, AbcdcEa, 3, 7, 2"
    })
    void countsAsOnPaper(String policy, String letters, int frames, long misses, long writebacks) {
        PageTrace trace = trace(letters);
        ReplayPolicy replay = ReplayPolicies.REGISTRY.named(policy).create(trace, frames);
        replay.play(trace.accesses(), 0, trace.length());
        assertEquals(misses, replay.misses());
        assertEquals(writebacks, replay.writebacks());
    }

    @Test
    void optimumRefusesMoreThanItsTrace() {
        PageTrace trace = trace("aba");
        ReplayPolicy optimum = ReplayPolicies.OPT.create(trace, 1);
        optimum.play(trace.accesses(), 0, 2);
        assertThrows(IllegalArgumentException.class, () -> optimum.play(trace.accesses(), 0, 2));
    }
}
