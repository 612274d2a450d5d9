package io.ballonet.micro.limit;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.result.InQuick;
import io.ballonet.result.Kind;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many bytes a second can one core read, from each cache and from memory?
 *
 * <p>Unit: ns for one pass over the memory; {@code compare} turns it into GB/s. Memory on huge pages, resident.
 *
 * <p>Expected on a 2-core Zen 5: about 430, 120 and 42 GB/s (C reaches 558 in the first-level cache).
 *
 * <p>Run: {@code ./ballonet bench ReadLimit}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReadLimit {
    /* A pass over 32 KiB takes 80 ns: sixteen make the call and the reduction of JMH's loop small. */
    private static final int PASSES_32K = 16;
    private static final int PASSES_64K = 8;

    @Benchmark
    @OperationsPerInvocation(PASSES_32K)
    @Measures(family = "limit", benchmark = "read-32k", unit = "GB/s", perOperation = "bytes", kind = Kind.LIMIT)
    public long read32k(FirstLevelCache memory) {
        long sum = 0;
        for (int pass = 0; pass < PASSES_32K; pass++) {
            sum += ReadKernel.sumOneStream(memory.address(), memory.bytes);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(PASSES_64K)
    @InQuick(kinds = {})
    @Measures(family = "limit", benchmark = "read-64k", unit = "GB/s", perOperation = "bytes", kind = Kind.LIMIT)
    public long read64k(FirstTwoCaches memory) {
        long sum = 0;
        for (int pass = 0; pass < PASSES_64K; pass++) {
            sum += ReadKernel.sumOneStream(memory.address(), memory.bytes);
        }
        return sum;
    }

    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = "limit", benchmark = "read-512k", unit = "GB/s", perOperation = "bytes", kind = Kind.LIMIT)
    public long read512k(SecondLevelCache memory) {
        return ReadKernel.sumTwoStreams(memory.address(), memory.bytes);
    }

    @Benchmark
    @Measures(family = "limit", benchmark = "read-2m", unit = "GB/s", perOperation = "bytes", kind = Kind.LIMIT)
    public long read2m(TwoMebibytes memory) {
        return ReadKernel.sumTwoStreams(memory.address(), memory.bytes);
    }

    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = "limit", benchmark = "read-32m", unit = "GB/s", perOperation = "bytes", kind = Kind.LIMIT)
    public long read32m(ThirtyTwoMebibytes memory) {
        return ReadKernel.sumTwoStreams(memory.address(), memory.bytes);
    }

    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = "limit", benchmark = "read-8m", unit = "GB/s", perOperation = "bytes", kind = Kind.LIMIT)
    public long read8m(LastLevelCache memory) {
        return ReadKernel.sumTwoStreams(memory.address(), memory.bytes);
    }

    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = "limit", benchmark = "read-1g", unit = "GB/s", perOperation = "bytes", kind = Kind.LIMIT)
    public long read1g(MainMemory memory) {
        return ReadKernel.sumTwoStreams(memory.address(), memory.bytes);
    }

    /** Baseline: the same memory, one long at a time through {@link Words}, as code without vectors reads it. */
    @Benchmark
    public long readWordByWord(LastLevelCache memory) {
        long sum = 0;
        long end = memory.address() + memory.bytes;
        for (long at = memory.address(); at < end; at += Long.BYTES) {
            sum += Words.get(at);
        }
        return sum;
    }

    /** 32 KiB. */
    @State(Scope.Thread)
    public static class FirstLevelCache extends ReadMemory {
        @Param("32768")
        long bytes = 32768;

        @Setup(Level.Trial)
        public void setUp() {
            map(bytes);
        }
    }

    /** 64 KiB. */
    @State(Scope.Thread)
    public static class FirstTwoCaches extends ReadMemory {
        @Param("65536")
        long bytes = 65536;

        @Setup(Level.Trial)
        public void setUp() {
            map(bytes);
        }
    }

    /** 512 KiB. */
    @State(Scope.Thread)
    public static class SecondLevelCache extends ReadMemory {
        @Param("524288")
        long bytes = 524288;

        @Setup(Level.Trial)
        public void setUp() {
            map(bytes);
        }
    }

    /** 2 MiB. */
    @State(Scope.Thread)
    public static class TwoMebibytes extends ReadMemory {
        @Param("2097152")
        long bytes = 2097152;

        @Setup(Level.Trial)
        public void setUp() {
            map(bytes);
        }
    }

    /** 32 MiB. */
    @State(Scope.Thread)
    public static class ThirtyTwoMebibytes extends ReadMemory {
        @Param("33554432")
        long bytes = 33554432;

        @Setup(Level.Trial)
        public void setUp() {
            map(bytes);
        }
    }

    /** 8 MiB. */
    @State(Scope.Thread)
    public static class LastLevelCache extends ReadMemory {
        @Param("8388608")
        long bytes = 8388608;

        @Setup(Level.Trial)
        public void setUp() {
            map(bytes);
        }
    }

    /** 1 GiB. */
    @State(Scope.Thread)
    public static class MainMemory extends ReadMemory {
        @Param("1073741824")
        long bytes = 1073741824;

        @Setup(Level.Trial)
        public void setUp() {
            map(bytes);
        }
    }

    /** Resident memory whose word {@code i} holds {@code i}. */
    @State(Scope.Thread)
    public abstract static class ReadMemory {
        private Region region = Region.mapHuge(1);

        final void map(long bytes) {
            if (bytes % ReadKernel.GRANULE != 0) {
                throw new IllegalArgumentException("bytes must be a multiple of the kernel's granule: bytes=" + bytes
                        + ", granule=" + ReadKernel.GRANULE);
            }
            region.close();
            region = Region.mapHuge(bytes);
            for (long i = 0; i < bytes / Long.BYTES; i++) {
                Words.set(region.address() + i * Long.BYTES, i);
            }
        }

        final long address() {
            return region.address();
        }

        @TearDown(Level.Trial)
        public void tearDown() {
            region.close();
        }
    }
}
