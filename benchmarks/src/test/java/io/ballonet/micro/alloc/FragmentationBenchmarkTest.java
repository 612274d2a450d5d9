package io.ballonet.micro.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FragmentationBenchmarkTest {
    @ParameterizedTest
    @MethodSource("io.ballonet.micro.alloc.AllocatorBenchmarkTest#contenders")
    void halfIsHeldBeforeAndAfter(String contender) {
        for (int threads = 1; threads <= AllocatorUnderTest.CORES; threads *= 2) {
            FragmentationBenchmark.Scattered scattered = scattered(contender, 0.5);
            assertEquals(scattered.frames / 2, scattered.allocator.freeFrames());
            assertEquals(0, scattered.allocator.freeHugeFrames());
            FragmentationBenchmark.Outcome outcome = new FragmentationBenchmark.Outcome();
            double percent = scattered.churn(threads, outcome);
            assertEquals(percent, outcome.freeHuge);
            assertEquals(percent, scattered.freeHugePercent());
            assertTrue(percent >= 0 && percent <= 50, "percent=" + percent);
            assertEquals(scattered.frames / 2, scattered.allocator.freeFrames());
            scattered.validate();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "1, 0"})
    void fillIsThePartThatIsHeld(double fill, double percent) {
        FragmentationBenchmark.Scattered scattered = scattered("tree", fill);
        assertEquals(percent, scattered.freeHugePercent());
        scattered.validate();
    }

    private static FragmentationBenchmark.Scattered scattered(String contender, double fill) {
        FragmentationBenchmark.Scattered scattered = new FragmentationBenchmark.Scattered();
        scattered.contender = contender;
        scattered.fill = fill;
        scattered.frames = 1 << 13;
        scattered.scatter();
        return scattered;
    }
}
