package io.ballonet.cli.compare.example;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What becomes of a benchmark that fails, or that takes its JVM with it? Works with the first value. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FaultyBenchmark {
    @Param({"works", "fails", "endsItsJvm"})
    public String fault = "";

    /** Does what {@link #fault} says. */
    @Benchmark
    public int faulty() {
        switch (fault) {
            case "fails" -> throw new IllegalStateException("frame lost: mpn=17");
            case "endsItsJvm" -> Runtime.getRuntime().halt(3);
            default -> {}
        }
        return fault.length();
    }
}
