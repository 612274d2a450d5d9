package io.ballonet.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.result.Families;
import io.ballonet.result.Kind;
import io.ballonet.result.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BenchmarkCatalogueTest {
    private static final Set<String> UNITS = Set.of("ns/op", "ns/page", "pages/s", "accesses/s", "ops/s", "GB/s");

    private final BenchmarkCatalogue catalogue = BenchmarkCatalogue.load();

    @Test
    void contendersAndParametersAreMultipliedOut() {
        List<Subject> subjects = named("example", Integer.MAX_VALUE);
        assertEquals(4, subjects.size());
        assertEquals(
                Set.of("tree", "bitmap"),
                subjects.stream().map(Subject::contender).collect(Collectors.toSet()));
        Subject subject = subjects.getFirst();
        assertEquals("ns/page", subject.unit());
        assertEquals(Set.of("pages"), subject.params().keySet());
        assertEquals(subject.params().get("pages"), (Long) Math.round(subject.unitsPerOperation()));
        assertEquals("example-limit", subject.limit());
        assertEquals(2, subject.limitScale());
    }

    @Test
    void smokeTakesTheFirstValueOfEachParameterButEveryContender() {
        assertEquals(2, named("example", 1).size());
        named("example", 1).forEach(subject -> assertEquals(Map.of("pages", 64L), subject.params()));
    }

    @Test
    void limitIsOfTheMachine() {
        Subject limit = named("example-limit", Integer.MAX_VALUE).getFirst();
        assertEquals(Kind.LIMIT, limit.kind());
        assertEquals("machine", limit.contender());
    }

    @Test
    void methodOfAGroupIsMeasuredByItsOwnMetric() {
        Subject side = named("example-send", Integer.MAX_VALUE).getFirst();
        assertEquals("send", side.metric());
        assertEquals(1, side.scoredThreads());
        assertEquals(2, side.threads());
        assertEquals(Kind.PEER, side.kind());
    }

    @Test
    void benchmarksWithoutMeasuresAreNoPartOfCompare() {
        assertTrue(catalogue.names().stream().anyMatch(name -> name.endsWith(".unmeasured")));
        assertTrue(catalogue.measuredRows(Integer.MAX_VALUE).stream()
                .noneMatch(row -> row.benchmark().endsWith(".unmeasured")));
    }

    @Test
    void everyMeasuredRowIsSound() {
        List<Subject> subjects = catalogue.measuredRows(Integer.MAX_VALUE).stream()
                .flatMap(row -> row.subjects().stream())
                .toList();
        Set<String> limits = subjects.stream()
                .filter(subject -> subject.kind() == Kind.LIMIT)
                .flatMap(subject -> Stream.of(
                        limitName(subject.family(), subject.benchmark(), subject),
                        subject.family() + "/" + subject.benchmark() + parameters(subject)))
                .collect(Collectors.toSet());
        Set<Subject> seen = new HashSet<>();
        for (Subject subject : subjects) {
            assertTrue(Families.NAMES.contains(subject.family()), subject.toString());
            assertTrue(UNITS.contains(subject.unit()), subject.toString());
            String names = subject.limit();
            for (String limit : names == null ? new String[0] : names.split(" \\+ ", -1)) {
                assertTrue(
                        limits.contains(limitName(Families.LIMIT, limit, subject))
                                || limits.contains(limitName(subject.family(), limit, subject)),
                        subject.toString());
            }
            assertTrue(seen.add(subject), "two benchmarks measure the same: " + subject);
        }
    }

    /** A family's own limit applies to equal parameters, the machine's to all. */
    private static String limitName(String family, String benchmark, Subject subject) {
        return family + "/" + benchmark + (family.equals(Families.LIMIT) ? "" : " " + subject.params());
    }

    private static String parameters(Subject subject) {
        return subject.params().entrySet().stream()
                .map(parameter -> " " + parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining());
    }

    private List<Subject> named(String benchmark, int values) {
        return catalogue.measuredRows(values).stream()
                .flatMap(row -> row.subjects().stream())
                .filter(subject -> subject.benchmark().equals(benchmark))
                .toList();
    }
}
