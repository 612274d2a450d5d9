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
        "clock0, AbBcd, 2, 4, 1"
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
