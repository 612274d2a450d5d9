package io.ballonet.stress;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.frame.alloc.FrameAllocators;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Runs every jcstress test among the test classes: each must hold, and each weakened twin must fail.
 *
 * <p>{@code -Dballonet.jcstress.mode=quick|default|tough|stress} runs longer, in all of jcstress's JVM configurations.
 */
final class JcstressTest {
    private static final String TWIN = "Weakened";

    private static final Map<String, String> SUBJECTS = Map.of(
            "frame state word", "frame.PinAgainstReclaimStress",
            "host pin against reclaim", "paging.HostPinAgainstReclaimStress",
            "guest entry against revocation", "paging.GuestEntryAgainstRevocationStress",
            "entering the guest against shootdown", "paging.ShootdownEntryStress",
            "setting D against clearing A", "scan.DirtyAgainstScanStress",
            "touch under a cleared upper bit", "scan.UpperBitAgainstTouchStress",
            "ring publication", "channel.RingPublicationStress",
            "double fetch", "channel.RingDoubleFetchStress");

    /* A twin's fault is a matter of chance, so that one that did not show it runs again, longer each time, to this bound. */
    private static final int TWIN_ATTEMPTS = 5;

    @Test
    void everyTestHasAWeakenedTwin() {
        Collection<String> twins =
                TestList.tests().stream().filter(JcstressTest::isTwin).toList();
        assertFalse(twins.isEmpty(), "no jcstress test was found");
        assertAll(TestList.tests().stream()
                .filter(test -> !isTwin(test))
                .map(test -> () -> assertTrue(
                        twins.stream().anyMatch(twin -> twin.startsWith(test)),
                        "no weakened twin, " + test + TWIN + " or a nested class that ends in " + TWIN)));
    }

    /** The subjects whose order the design rests on; each by the test that holds it, so that none can go unnoticed. */
    @Test
    void everySubjectHasItsTest() {
        Collection<String> tests = TestList.tests();
        assertAll(SUBJECTS.entrySet().stream()
                .map(subject -> () -> assertTrue(
                        tests.contains("io.ballonet." + subject.getValue()),
                        subject.getKey() + ": no test " + subject.getValue())));
    }

    /** By name: a test of {@code cas-list} begins with {@code CasList}, in the package of the allocators. */
    @Test
    void everyAllocatorHasItsTest() {
        Collection<String> tests = TestList.tests();
        assertAll(FrameAllocators.REGISTRY.names().stream()
                .map(name -> "io.ballonet.frame.alloc." + inTitleCase(name))
                .map(prefix -> () -> assertTrue(
                        tests.stream().anyMatch(test -> test.startsWith(prefix) && !isTwin(test)),
                        "no test whose name begins with " + prefix)));
    }

    private static String inTitleCase(String registryName) {
        return Arrays.stream(registryName.split("-", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    @TestFactory
    Stream<DynamicTest> testsHoldAndTwinsFail(@TempDir Path directory) throws Exception {
        Map<String, List<TestResult>> results = runAll(directory);
        return new TreeSet<>(TestList.tests())
                .stream()
                        .map(test -> DynamicTest.dynamicTest(
                                simpleName(test), () -> check(test, results.getOrDefault(test, List.of()))));
    }

    private static Map<String, List<TestResult>> runAll(Path directory) throws Exception {
        String mode = System.getProperty("ballonet.jcstress.mode", "");
        JcstressRun first = mode.isEmpty() ? JcstressRun.brief(3, 200) : JcstressRun.preset(mode);
        Map<String, List<TestResult>> results = new TreeMap<>();
        collect(results, first.run(directory, TestList.tests()));
        for (int attempt = 1; attempt <= TWIN_ATTEMPTS; attempt++) {
            List<String> passedTwins = results.keySet().stream()
                    .filter(test -> isTwin(test) && forbidden(results.getOrDefault(test, List.of())) == 0)
                    .toList();
            if (passedTwins.isEmpty()) {
                break;
            }
            collect(results, JcstressRun.brief(4 * attempt, 500).run(directory, passedTwins));
        }
        return results;
    }

    private static void collect(Map<String, List<TestResult>> results, Collection<TestResult> more) {
        for (TestResult result : more) {
            results.computeIfAbsent(result.getName(), name -> new ArrayList<>()).add(result);
        }
    }

    private static void check(String test, List<TestResult> results) {
        assertFalse(results.isEmpty(), () -> "no result: test=" + test);
        for (TestResult result : results) {
            assertEquals(
                    Status.NORMAL,
                    result.status(),
                    () -> "jcstress could not run it: test=" + test + ", messages=" + result.getMessages() + ", output="
                            + result.getVmOut() + result.getVmErr());
            assertTrue(result.getTotalCount() > 0, () -> "no sample was taken: test=" + test);
        }
        assertEquals(
                0,
                count(results, Expect.UNKNOWN),
                () -> "outcomes that are not graded: test=" + test + outcomes(results));
        if (isTwin(test)) {
            assertTrue(
                    forbidden(results) > 0,
                    () -> "the twin passed, so that the test beside it proves nothing: test=" + test
                            + outcomes(results));
        } else {
            assertEquals(0, forbidden(results), () -> "forbidden outcomes: test=" + test + outcomes(results));
        }
    }

    private static long forbidden(List<TestResult> results) {
        return count(results, Expect.FORBIDDEN);
    }

    private static long count(List<TestResult> results, Expect expect) {
        return results.stream()
                .flatMap(result -> result.grading().gradingResults.values().stream())
                .filter(grade -> grade.expect == expect)
                .mapToLong(grade -> grade.count)
                .sum();
    }

    private static String outcomes(List<TestResult> results) {
        StringBuilder text = new StringBuilder();
        for (TestResult result : results) {
            for (GradingResult grade : result.grading().gradingResults.values()) {
                text.append("\n  ").append(grade.id).append(": ").append(grade.count);
                text.append(" x ")
                        .append(grade.expect)
                        .append(" (")
                        .append(grade.description)
                        .append(')');
            }
        }
        return text.toString();
    }

    private static boolean isTwin(String test) {
        return test.endsWith(TWIN);
    }

    private static String simpleName(String test) {
        return test.substring("io.ballonet.".length());
    }
}
