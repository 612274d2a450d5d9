package io.ballonet.micro.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.trace.ShippedTraces;
import io.ballonet.trace.TraceException;
import io.ballonet.trace.TraceFuture;
import io.ballonet.trace.policy.ReplayPolicies;
import io.ballonet.trace.policy.ReplayPolicy;
import io.ballonet.trace.policy.ReplayPolicyFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Param;

/** The benchmark measures what it says, and each of its parameters changes something. */
final class ReplayBenchmarkTest {
    private static final int ACCESSES = 3_000;

    @TempDir
    Path folder;

    private String small = "";

    @BeforeEach
    void writeASmallTrace() throws IOException {
        StringBuilder text = new StringBuilder();
        Random random = new Random(3);
        for (int i = 0; i < ACCESSES; i++) {
            int page = (int) (100 * random.nextDouble() * random.nextDouble());
            text.append(random.nextInt(3) == 0 ? "W " : "R ")
                    .append(Integer.toHexString(page))
                    .append('\n');
        }
        small = Files.writeString(folder.resolve("small.pt"), text).toString();
    }

    private static ReplayBenchmark.LoadedTrace loaded(String trace, int accesses) {
        ReplayBenchmark.LoadedTrace loaded = new ReplayBenchmark.LoadedTrace();
        loaded.trace = trace;
        loaded.accesses = accesses;
        loaded.load();
        return loaded;
    }

    /** Misses of {@code operations} operations, as the auxiliary counter gives them. */
    private static long misses(
            ReplayBenchmark.LoadedTrace loaded, String contender, int framesPercent, int operations) {
        ReplayBenchmark.Replay replay = new ReplayBenchmark.Replay();
        replay.contender = contender;
        replay.framesPercent = framesPercent;
        replay.start(loaded);
        ReplayBenchmark.Faults faults = new ReplayBenchmark.Faults();
        long returned = 0;
        for (int i = 0; i < operations; i++) {
            returned += new ReplayBenchmark().replay(loaded, replay, faults);
        }
        replay.validate();
        assertEquals(returned, faults.misses);
        return faults.misses;
    }

    @ParameterizedTest
    @EnumSource(ReplayPolicies.class)
    void playsTheTraceOverAndOver(ReplayPolicies policy) {
        String name = policy.registryName();
        long pass = misses(loaded(small, ACCESSES), name, 25, 1);
        assertTrue(pass > 0, "a quarter of the pages does not hold them all");
        assertEquals(3 * pass, misses(loaded(small, ACCESSES), name, 25, 3), "an operation a pass");
        assertEquals(3 * pass, misses(loaded(small, 3 * ACCESSES), name, 25, 1), "an operation of several passes");
        assertEquals(7 * pass, misses(loaded(small, 7), name, 25, ACCESSES), "operations that straddle the end");
    }

    @Test
    void everyParameterChangesTheMisses() throws IOException {
        ReplayBenchmark.LoadedTrace loaded = loaded(small, ACCESSES);
        long misses = misses(loaded, "clock1", 25, 1);
        assertTrue(misses(loaded, "opt", 25, 1) < misses, "contender");
        assertNotEquals(misses, misses(loaded, "clock0", 25, 1), "contender");
        assertTrue(misses(loaded, "clock1", 50, 1) < misses, "framesPercent");
        assertTrue(misses(loaded(small, ACCESSES / 2), "clock1", 25, 1) < misses, "accesses");
        String other =
                Files.writeString(folder.resolve("other.pt"), "R 1\nR 2\n").toString();
        assertEquals(ACCESSES, misses(loaded(other, ACCESSES), "clock1", 25, 1), "trace: one frame, no hit");
    }

    @Test
    void failsWherePassesOverOneTraceDiffer() {
        // First in, first out with a frame more each time: later passes miss less.
        ReplayPolicyFactory unsteady = new ReplayPolicyFactory() {
            private int made;

            @Override
            public ReplayPolicy create(TraceFuture future, int frames) {
                return ReplayPolicies.FIFO.create(future, frames + made++);
            }

            @Override
            public String registryName() {
                return "unsteady";
            }

            @Override
            public String summary() {
                return "forgets less each time";
            }

            @Override
            public String source() {
                return "this test";
            }
        };
        Pass pass = new Pass(loaded(small, 1).trace(), unsteady, 5);
        pass.play(ACCESSES - 1);
        pass.validate();
        pass.play(1);
        String message = String.valueOf(
                assertThrows(IllegalStateException.class, pass::validate).getMessage());
        assertTrue(message.contains("trace=small, policy=unsteady, frames=5, passes=1"), message);
    }

    @Test
    void walkAddsUpEveryAccess() {
        ReplayBenchmark.LoadedTrace loaded = loaded(small, 2 * ACCESSES + 5);
        long[] accesses = loaded.trace().accesses();
        long pass = 0;
        long head = 0;
        for (int i = 0; i < accesses.length; i++) {
            pass += accesses[i];
            head += i < 5 ? accesses[i] : 0;
        }
        ReplayBenchmark.Walk walk = new ReplayBenchmark.Walk();
        walk.start(loaded);
        assertEquals(2 * pass + head, new ReplayBenchmark().walk(loaded, walk));
        loaded.accesses = ACCESSES - 5;
        assertEquals(pass - head, new ReplayBenchmark().walk(loaded, walk));
    }

    @Test
    void defaultsToTheRegistrysPoliciesAndAShippedTrace() throws NoSuchFieldException {
        Param contender = ReplayBenchmark.Replay.class.getField("contender").getAnnotation(Param.class);
        assertEquals(ReplayPolicies.REGISTRY.names(), List.of(contender.value()));
        Param trace = ReplayBenchmark.LoadedTrace.class.getField("trace").getAnnotation(Param.class);
        assertTrue(ShippedTraces.names().containsAll(List.of(trace.value())));
    }

    @Test
    void refusesATraceThatIsNotThere() {
        assertThrows(TraceException.class, () -> loaded("no-such-trace", 1));
    }
}
