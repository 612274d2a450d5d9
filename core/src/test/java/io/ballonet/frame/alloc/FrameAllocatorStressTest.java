package io.ballonet.frame.alloc;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two threads never hold the same frame, over as many calls as a property says.
 *
 * <p>10^9 calls of one allocator:
 * <pre>{@code
 * ./mvnw test -Dquick -pl core -Dtest=FrameAllocatorStressTest \
 *     -Dballonet.stress.allocator=tree -Dballonet.stress.allocator.operations=1000000000
 * }</pre>
 *
 * <p>The calls are those of both threads together; a batch is one. Without a name, all allocators run as long.
 */
class FrameAllocatorStressTest {
    private static final String ALL = "all";
    private static final int THREADS = 2;

    /** Room for a few huge frames: two threads meet in every tree, list and row, and memory runs full. */
    private static final int FRAMES = 512 * 12 + 100;

    static Stream<FrameAllocatorFactory> allocators() {
        String name = System.getProperty("ballonet.stress.allocator", ALL);
        return name.equals(ALL)
                ? FrameAllocators.REGISTRY.all().stream()
                : Stream.of(FrameAllocators.REGISTRY.named(name));
    }

    @ParameterizedTest
    @MethodSource("allocators")
    void twoThreadsNeverHoldTheSameFrame(FrameAllocatorFactory factory) throws Exception {
        long operations = Long.getLong("ballonet.stress.allocator.operations", 2_000_000L);
        FrameAllocatorStress stress = new FrameAllocatorStress(factory, FRAMES, THREADS, 22);
        stress.run(THREADS, operations / THREADS, thread -> thread);
    }
}
