package io.ballonet.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.cli.UserError;
import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocatorFactory;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.reclaim.ReclaimableGuest;
import io.ballonet.reclaim.ReclamationTechnique;
import io.ballonet.reclaim.ReclamationTechniqueFactory;
import io.ballonet.result.Kind;
import io.ballonet.result.Subject;
import io.ballonet.scan.ScanStrategies;
import io.ballonet.scan.ScanStrategy;
import io.ballonet.scan.ScanStrategyFactory;
import io.ballonet.unit.NamedContender;
import io.ballonet.unit.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class JoinedContendersTest {
    private static final String OUTSIDER = Outsider.class.getName();

    /** A foil that the user names by its class. */
    public static final class Outsider extends NamedContender implements FrameAllocatorFactory {
        /** For the registry. */
        public Outsider() {
            super("outsider", "bitmap from elsewhere", "none");
        }

        @Override
        public FrameAllocator create(long frames, int cores) {
            return FrameAllocators.BITMAP.create(frames, cores);
        }

        @Override
        public int maxOrder() {
            return 0;
        }

        @Override
        public Role role() {
            return Role.FOIL;
        }
    }

    /** A scan that the user names by its class. */
    public static final class OutsideScan extends NamedContender implements ScanStrategyFactory {
        /** For the registry. */
        public OutsideScan() {
            super("outside-scan", "linear from elsewhere", "none");
        }

        @Override
        public ScanStrategy create(long pages, long seed) {
            return ScanStrategies.LINEAR.create(pages, seed);
        }
    }

    /** A technique that the user names by its class. */
    public static final class OutsideTechnique extends NamedContender implements ReclamationTechniqueFactory {
        /** For the registry. */
        public OutsideTechnique() {
            super("outside-technique", "the balloon from elsewhere", "none");
        }

        @Override
        public ReclamationTechnique create(ReclaimableGuest guest) {
            return guest.balloon();
        }
    }

    @Test
    void techniqueHasARowBesideTheBalloons() {
        String name = OutsideTechnique.class.getName();
        Set<String> techniques = BenchmarkCatalogue.load(List.of(name)).measuredRows(Profile.SMOKE).stream()
                .filter(row -> row.family().equals("technique"))
                .map(row -> row.contender() + " " + row.parameters().get("technique"))
                .collect(Collectors.toSet());
        assertEquals(Set.of("balloon balloon", "outside-technique " + name), techniques);
    }

    @Test
    void nobodyJoinsWithoutBeingAsked() {
        assertEquals(
                BenchmarkCatalogue.load().measuredRows(Profile.FULL),
                BenchmarkCatalogue.load(List.of("tree", "linear", "no-such-name"))
                        .measuredRows(Profile.FULL));
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void classJoinsTheBenchmarksOfItsFamilyInEveryProfile(Profile profile) {
        List<Subject> outsiders = subjectsOf(OUTSIDER, profile);
        assertEquals(
                Set.of("allocator"), outsiders.stream().map(Subject::family).collect(Collectors.toSet()));
        assertEquals(Set.of(Kind.FOIL), outsiders.stream().map(Subject::kind).collect(Collectors.toSet()));
        assertTrue(outsiders.stream().anyMatch(subject -> subject.benchmark().equals("pair")), outsiders.toString());
    }

    /** In the rows of the order that both take, and where every kind is run. */
    @Test
    void classHasTheRowsThatABuiltInHas() {
        assertEquals(
                singleFrames("bitmap", Profile.FULL).stream()
                        .filter(label -> !label.contains("/example"))
                        .toList(),
                singleFrames(OUTSIDER, Profile.FULL).stream()
                        .filter(label -> !label.contains("/example"))
                        .toList());
    }

    private static List<String> singleFrames(String contender, Profile profile) {
        return subjectsOf(contender, profile).stream()
                .filter(subject -> !Long.valueOf(9).equals(subject.params().get("order")))
                .map(subject -> subject.label().replace(contender, "it"))
                .toList();
    }

    @Test
    void contenderInFrontOfAnotherJoins() {
        assertTrue(!subjectsOf("magazine+bitmap", Profile.FULL).isEmpty());
    }

    /** Quick names the scans that it runs, so that what joins must not be among what it leaves out. */
    @Test
    void valuesThatAShortProfileNamesDoNotKeepItOut() {
        Set<String> benchmarks = subjectsOf(OutsideScan.class.getName(), Profile.QUICK).stream()
                .map(Subject::benchmark)
                .collect(Collectors.toSet());
        assertTrue(benchmarks.contains("read-only"), benchmarks.toString());
    }

    @Test
    void classThatIsNoContenderIsRefusedWithTheMend() {
        UserError error = assertThrows(UserError.class, () -> BenchmarkCatalogue.load(List.of("no.such.Allocator")));
        assertEquals(2, error.status());
        assertEquals(
                "--contenders: no class 'no.such.Allocator' that is a factory of allocator, channel, policy, replay, scan,"
                        + " technique and has a public constructor without parameters; name its jar in BALLONET_CLASSPATH",
                error.getMessage());
    }

    private static List<Subject> subjectsOf(String contender, Profile profile) {
        return BenchmarkCatalogue.load(List.of(contender)).measuredRows(profile).stream()
                .flatMap(row -> row.subjects().stream())
                .filter(subject -> subject.contender().equals(contender))
                .toList();
    }
}
