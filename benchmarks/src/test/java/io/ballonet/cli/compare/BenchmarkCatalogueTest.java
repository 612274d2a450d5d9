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
    private static final Set<String> UNITS =
            Set.of("ns/op", "ns/page", "pages/s", "accesses/s", "ops/s", "GB/s", "%", "bytes/frame");

    private final BenchmarkCatalogue catalogue = BenchmarkCatalogue.load();

    @Test
    void contendersAndParametersAreMultipliedOut() {
        List<Subject> subjects = named("example", Profile.FULL);
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
        assertEquals(2, named("example", Profile.SMOKE).size());
        named("example", Profile.SMOKE).forEach(subject -> assertEquals(Map.of("pages", 64L), subject.params()));
    }

    @Test
    void limitIsOfTheMachine() {
        Subject limit = named("example-limit", Profile.FULL).getFirst();
        assertEquals(Kind.LIMIT, limit.kind());
        assertEquals("machine", limit.contender());
    }

    @Test
    void methodOfAGroupIsMeasuredByItsOwnMetric() {
        Subject side = named("example-send", Profile.FULL).getFirst();
        assertEquals("send", side.metric());
        assertEquals(1, side.scoredThreads());
        assertEquals(2, side.threads());
        assertEquals(Kind.PEER, side.kind());
    }

    @Test
    void oneRunMayHaveTwoFigures() {
        BenchmarkRow row = catalogue.measuredRows(Profile.FULL).stream()
                .filter(candidate -> candidate.benchmark().endsWith(".withTwoFigures"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("example-share refused", "example-time null"),
                row.subjects().stream()
                        .map(subject -> subject.benchmark() + " " + subject.metric())
                        .toList());
    }

    @Test
    void shortProfilesTakeTheValuesThatABenchmarkNames() {
        assertEquals(
                List.of(Map.of("pages", 128L)),
                named("example-share", Profile.QUICK).stream()
                        .map(Subject::params)
                        .toList());
        assertEquals(2, named("example-share", Profile.FULL).size());
        assertEquals(0, named("example-full", Profile.QUICK).size());
        assertEquals(1, named("example-full", Profile.FULL).size());
    }

    @Test
    void contenderThatTheUserNamesRunsInAShortProfileToo() {
        BenchmarkCatalogue asked = BenchmarkCatalogue.load(List.of("unsafe"));
        assertEquals(List.of(), pairsOfUnsafe(catalogue, Profile.QUICK));
        assertEquals(
                List.of("unsafe"),
                pairsOfUnsafe(asked, Profile.QUICK).stream().distinct().toList());
    }

    private static List<String> pairsOfUnsafe(BenchmarkCatalogue from, Profile profile) {
        return from.measuredRows(profile).stream()
                .filter(row -> row.benchmark().endsWith("PairBenchmark.pair"))
                .map(BenchmarkRow::contender)
                .filter("unsafe"::equals)
                .toList();
    }

    @Test
    void codeOfTheVectorApiWarmsUpForLonger() {
        Map<String, Integer> warmups = catalogue.measuredRows(Profile.QUICK).stream()
                .collect(Collectors.toMap(BenchmarkRow::benchmark, BenchmarkRow::warmups, Math::max));
        assertEquals(4, warmups.get("io.ballonet.micro.scan.ScanPass.readOnly2m"));
        assertEquals(3, warmups.get("io.ballonet.micro.alloc.PairBenchmark.pairOfTwoThreads"));
        assertEquals(1, warmups.get("io.ballonet.micro.alloc.PairBenchmark.pair"));
    }

    @Test
    void rowThatItsContenderCannotRunIsLeftOutWithTheReason() {
        assertEquals(
                Set.of("tree"),
                named("example-share", Profile.FULL).stream()
                        .map(Subject::contender)
                        .collect(Collectors.toSet()));
        List<String> lines = LeftOutLines.of(
                catalogue.leftOut(Profile.FULL), new Selection(List.of("allocator"), List.of("bitmap"), List.of()));
        assertTrue(lines.contains("1 row of bitmap is left out: has no example of 64 pages"), lines.toString());
        assertEquals(
                List.of(),
                LeftOutLines.of(catalogue.leftOut(Profile.FULL), new Selection(List.of("pin"), List.of(), List.of())));
    }

    @Test
    void benchmarksWithoutMeasuresAreNoPartOfCompare() {
        assertTrue(catalogue.names().stream().anyMatch(name -> name.endsWith(".unmeasured")));
        assertTrue(catalogue.measuredRows(Profile.FULL).stream()
                .noneMatch(row -> row.benchmark().endsWith(".unmeasured")));
    }

    @Test
    void everyMeasuredRowIsSound() {
        List<Subject> subjects = catalogue.measuredRows(Profile.FULL).stream()
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

    private List<Subject> named(String benchmark, Profile profile) {
        return catalogue.measuredRows(profile).stream()
                .flatMap(row -> row.subjects().stream())
                .filter(subject -> subject.benchmark().equals(benchmark))
                .toList();
    }
}
