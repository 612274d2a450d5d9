package io.ballonet.cli.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.cli.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TargetTest {
    private static final List<String> SCENARIOS = List.of("story", "overcommit");
    private static final List<String> BENCHMARKS = List.of(
            "io.ballonet.micro.alloc.PairBenchmark.pair",
            "io.ballonet.micro.alloc.PairBenchmark.pairOfTwoThreads",
            "io.ballonet.micro.scan.ScanPass.scan");

    private static Target of(String word) {
        return Target.of(word, SCENARIOS, BENCHMARKS);
    }

    private static String error(String word) {
        UserError error = assertThrows(UserError.class, () -> of(word));
        assertEquals(2, error.status());
        return String.valueOf(error.getMessage());
    }

    @Test
    void endOfANameIsThatBenchmarkThoughAnotherHoldsItToo() {
        assertEquals(new Target(Target.Kind.BENCHMARK, BENCHMARKS.getFirst()), of("pairbenchmark.pair"));
        assertEquals(new Target(Target.Kind.BENCHMARK, BENCHMARKS.get(2)), of("ScanP"));
        assertEquals("PairBenchmark.pair", of("PairBenchmark.pair").label());
        assertEquals("pairbenchmark.pair", of("PairBenchmark.pair").topic());
    }

    @Test
    void scenarioGoesFirst() {
        assertEquals(new Target(Target.Kind.SCENARIO, "story"), of("story"));
    }

    @Test
    void unknownNameIsNamedWithTheNearest() {
        assertEquals(
                "unknown benchmark or scenario 'overcomit'; did you mean 'overcommit'? 'ballonet bench -l' lists"
                        + " benchmarks; scenarios: story, overcommit",
                error("overcomit"));
        assertTrue(error("PairBenchmrk").contains("did you mean 'PairBenchmark'?"));
        assertTrue(error("nothing-like-it").startsWith("unknown benchmark or scenario 'nothing-like-it'; 'ballonet"));
    }

    @Test
    void nameOfSeveralIsRefusedWithThem() {
        assertEquals(
                "'PairB' matches 2 benchmarks, profile takes one: PairBenchmark.pair, PairBenchmark.pairOfTwoThreads",
                error("PairB"));
    }

    @Test
    void whatIsNoExpressionOrNoFileIsSaid() {
        assertTrue(error("[").startsWith("NAME: no regular expression: [ ("));
        assertEquals("no such recording: missing.jfr", error("missing.jfr"));
    }
}
