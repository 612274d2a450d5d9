package io.ballonet.micro.paging;

import io.ballonet.result.InQuick;
import io.ballonet.result.Kind;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a virtual CPU's load of 8 bytes cost beyond the load itself, where the TLB holds its page and where it does not?
 *
 * <p>Unit: ns a load. Random lines of random pages, a poll every {@value Walker#LOADS_PER_POLL} loads; {@code chain} says
 * whether the next address waits for the load before ({@code dependent}) or comes from an array ({@code independent}). The
 * baseline and the limit is {@code raw-load}: the same words by machine address.
 *
 * <p>Expected: a hit costs at most 2.5 ns more than the raw load with the same parameters; a miss costs the two walks, five
 * loads that follow one another.
 *
 * <p>Run: {@code ./ballonet bench Translation}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Walker.LOADS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Translation {
    @Benchmark
    @InQuick(values = {"pages=1024", "chain=dependent"})
    @Measures(family = "translation", benchmark = "raw-load", unit = "ns/op", contender = "machine", kind = Kind.LIMIT)
    public long rawLoad(Processes.Near process) {
        return process.visitRaw();
    }

    @Benchmark
    @InQuick(values = {"pages=1024", "chain=dependent"})
    @Measures(family = "translation", benchmark = "tlb-hit", unit = "ns/op", limit = "raw-load")
    public long tlbHit(Processes.Near process, Processes.Walks walks) {
        return process.visit(walks);
    }

    @Benchmark
    @InQuick(values = "chain=dependent")
    @Measures(family = "translation", benchmark = "raw-load", unit = "ns/op", contender = "machine", kind = Kind.LIMIT)
    public long rawLoadFar(Processes.Far process) {
        return process.visitRaw();
    }

    @Benchmark
    @InQuick(values = "chain=dependent")
    @Measures(family = "translation", benchmark = "tlb-miss", unit = "ns/op", limit = "raw-load")
    public long tlbMiss(Processes.Far process, Processes.Walks walks) {
        return process.visit(walks);
    }
}
