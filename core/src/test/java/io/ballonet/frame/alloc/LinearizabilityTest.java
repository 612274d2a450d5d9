package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Concurrent calls of every registered allocator answer as calls one after another could, and Lincheck finds it where an
 * allocator does not: the twins over {@link WeakenedBits}.
 *
 * <p>{@code -Dballonet.linearizability.iterations} makes more scenarios of each case than the few of every build: a fault that
 * shows once in some ten thousand runs needs a hundred.
 *
 * <p>In stress mode: Lincheck's model checker does not see accesses to memory by address.
 */
class LinearizabilityTest {
    private static final int ITERATIONS = Integer.getInteger("ballonet.linearizability.iterations", 3);
    private static final int INVOCATIONS = 120;

    static Stream<CheckedCase> everyAllocator() {
        return Stream.concat(FrameAllocators.REGISTRY.all().stream(), Stream.of(ReferenceAllocator.FACTORY))
                .flatMap(factory -> casesOf(factory).stream());
    }

    private static List<CheckedCase> casesOf(FrameAllocatorFactory factory) {
        String name = factory.registryName();
        boolean merges = factory.coalesces();
        int most = factory.maxOrder();
        List<CheckedCase> cases = new ArrayList<>();
        cases.add(new CheckedCase(name + ", any frame", frames -> make(factory, frames), merges, 64, 0, 62, true));
        if (most > 0) {
            int small = Math.min(most, 2);
            cases.add(new CheckedCase(
                    name + ", order " + small, frames -> make(factory, frames), merges, 64, small, 60, false));
            cases.add(new CheckedCase(
                    name + ", order " + most,
                    frames -> make(factory, frames),
                    merges,
                    2 << most,
                    most,
                    (1 << most) - 1,
                    false));
        }
        return cases;
    }

    private static FrameAllocator make(FrameAllocatorFactory factory, long frames) {
        return factory.create(frames, CheckedCase.CORES);
    }

    @ParameterizedTest
    @MethodSource("everyAllocator")
    void concurrentCallsAnswerAsCallsOneAfterAnotherCould(CheckedCase checked) {
        CheckedCalls.use(checked);
        assertDoesNotThrow(() -> options().check(CheckedCalls.class));
    }

    /* The bitmap's: a lost update of a tree's count or of a list would have a call look for ever for what it was promised. */
    static Stream<CheckedCase> plantedBugs() {
        return Stream.of(
                planted("bits, any frame", 0, 62, true, SmallAllocators.Weakened.BITS),
                planted("bits, order 0", 0, 61, false, SmallAllocators.Weakened.BITS),
                planted("bits, order 2", 2, 60, false, SmallAllocators.Weakened.BITS));
    }

    private static CheckedCase planted(
            String name, int largeOrder, int freeFrom, boolean anyFrame, SmallAllocators.Weakened weakened) {
        return new CheckedCase(
                name,
                frames -> SmallAllocators.bitmap((int) frames, weakened),
                true,
                SmallAllocators.FRAMES,
                largeOrder,
                freeFrom,
                anyFrame);
    }

    @ParameterizedTest
    @MethodSource("plantedBugs")
    void findsThePlantedBug(CheckedCase checked) {
        CheckedCalls.use(checked);
        assertThrows(AssertionError.class, () -> options().iterations(300).check(CheckedCalls.class));
    }

    /* What a run costs is the handing over between Lincheck's threads; so many calls a thread, and none before and after. */
    private static StressOptions options() {
        return new StressOptions()
                .threads(2)
                .actorsPerThread(6)
                .actorsBefore(0)
                .actorsAfter(0)
                .iterations(ITERATIONS)
                .invocationsPerIteration(INVOCATIONS)
                .verifier(GroupLinearizability.class)
                .minimizeFailedScenario(false);
    }
}
