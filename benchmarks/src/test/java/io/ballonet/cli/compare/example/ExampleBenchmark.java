package io.ballonet.cli.compare.example;

import io.ballonet.result.Exclusion;
import io.ballonet.result.InQuick;
import io.ballonet.result.Kind;
import io.ballonet.result.Measures;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Is every shape of benchmark discovered: parameters, contenders, counters, groups, failures? Needs no limit. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExampleBenchmark {
    /** A parameter and a contender. */
    @State(Scope.Thread)
    public static class Parameters {
        @Param({"64", "128"})
        public int pages;

        @Param({"tree", "bitmap"})
        public String contender = "";
    }

    /** Counts beside the time. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Counters {
        public long refused;
    }

    /** Several contenders, and a counter. */
    @Benchmark
    @Measures(
            family = "allocator",
            benchmark = "example",
            unit = "ns/page",
            perOperation = "pages",
            limit = "example-limit",
            limitScale = 2)
    public int withContender(Parameters parameters, Counters counters) {
        counters.refused++;
        return parameters.pages + parameters.contender.length();
    }

    /** All but the first value of a parameter is left out, and one contender; two figures of one run. */
    @Benchmark
    @InQuick(kinds = Kind.OURS, values = "pages=128")
    @Measures(
            family = "allocator",
            benchmark = "example-share",
            unit = "%",
            metric = "refused",
            without = WithoutBitmap.class)
    @Measures(family = "allocator", benchmark = "example-time", unit = "ns/op")
    public int withTwoFigures(Parameters parameters, Counters counters) {
        counters.refused = 7;
        return parameters.pages;
    }

    /** A method that short profiles do not run. */
    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = "allocator", benchmark = "example-full", unit = "ns/op")
    public int onlyInFull() {
        return 1;
    }

    /** One contender cannot do it. */
    public static final class WithoutBitmap implements Exclusion {
        /** For the catalogue. */
        public WithoutBitmap() {}

        @Override
        public Optional<String> reason(String contender, Map<String, String> parameters) {
            return contender.equals("bitmap")
                    ? Optional.of("has no example of " + parameters.get("pages") + " pages")
                    : Optional.empty();
        }
    }

    /** A limit. */
    @Benchmark
    @Measures(family = "limit", benchmark = "example-limit", unit = "ns/op")
    public int limit() {
        return 1;
    }

    /** One side of a group, measured. */
    @Benchmark
    @Group("sides")
    @Measures(family = "channel", benchmark = "example-send", unit = "ns/op", kind = Kind.PEER, threads = 2)
    public int send() {
        return 1;
    }

    /** The other side, not measured. */
    @Benchmark
    @Group("sides")
    public int receive() {
        return 1;
    }

    /** No part of compare. */
    @Benchmark
    public int unmeasured() {
        return 1;
    }
}
