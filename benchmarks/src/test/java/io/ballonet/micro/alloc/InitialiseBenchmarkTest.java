package io.ballonet.micro.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.frame.alloc.FrameAllocator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InitialiseBenchmarkTest {
    @ParameterizedTest
    @MethodSource("io.ballonet.micro.alloc.AllocatorBenchmarkTest#contenders")
    void allocatorHasThatManyFramesAndItsMetadataIsDividedByThem(String contender) {
        for (long frames : new long[] {1 << 12, 1 << 15}) {
            InitialiseBenchmark.Fresh fresh = new InitialiseBenchmark.Fresh();
            fresh.contender = contender;
            fresh.frames = frames;
            InitialiseBenchmark.Size size = new InitialiseBenchmark.Size();
            FrameAllocator made = new InitialiseBenchmark().initialise(fresh, size);
            assertEquals(frames, made.frames());
            assertEquals((double) made.metadataBytes() / frames, size.metadataBytesOfFrame);
            assertTrue(size.metadataBytesOfFrame > 0);
            fresh.validate();
        }
    }
}
