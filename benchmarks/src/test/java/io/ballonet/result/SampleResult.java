package io.ballonet.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A result as a run on two cores could give it, with every kind, unit, flag and gap that reports must cope with. */
public final class SampleResult {
    private final List<RawRun> runs = new ArrayList<>();
    private final Random random = new Random(7);

    private SampleResult() {
        limits();
        allocators();
        others();
    }

    /** Runs of two rounds. */
    public static List<RawRun> runs() {
        return List.copyOf(new SampleResult().runs);
    }

    /** A whole result. */
    public static Summary summary(boolean measurement, boolean partial, List<String> failures) {
        RunFacts facts = new RunFacts(
                measurement ? "quick" : "smoke", measurement, partial, 2, 4, 80, 291.4, List.copyOf(failures));
        return new Summary(environment(), facts, Summarizer.summarize(runs()));
    }

    /** A machine like the one the orientation figures come from. */
    public static Environment environment() {
        return new Environment(
                "2026-11-27T14:03:11+01:00",
                List.of("ballonet", "compare", "--profile", "quick"),
                List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"),
                1,
                "1154ecee2041",
                true,
                "AMD EPYC",
                "amd-epyc",
                2,
                "unknown",
                "Linux 6.18",
                "amd64",
                "madvise",
                25_182_973_952L,
                25_182_973_952L,
                0,
                "Eclipse Adoptium 25.0.3+9-LTS");
    }

    private void limits() {
        limit("read-32k", "GB/s", 558);
        limit("read-8m", "GB/s", 136);
        limit("read-1g", "GB/s", 45.2);
        limit("zero-page", "ns/page", 97);
        limit("cas", "ns/op", 4.46);
        limit("round-trip-1-line", "ns/op", 84);
        limit("round-trip-2-lines", "ns/op", 112);
        limit("madvise-dontneed-2m", "ns/page", 53.1);
    }

    private void allocators() {
        for (double fill : new double[] {0.5, 0.94}) {
            Map<String, Object> params = Map.of("order", 0L, "fill", fill);
            double more = fill > 0.9 ? 1.8 : 1;
            ours("allocator", "pair", "tree", Kind.OURS, 1, params, "ns/op", 9.8 * more, "cas");
            ours("allocator", "pair", "bitmap", Kind.OURS, 1, params, "ns/op", 21 * more * more, "cas");
            ours("allocator", "pair", "cas-list", Kind.FOIL, 1, params, "ns/op", 12.4, "cas");
            ours("allocator", "pair", "netty-pooled", Kind.PEER, 1, params, "ns/op", 86, "cas");
            ours("allocator", "pair", "tree", Kind.OURS, 2, params, "ns/op", 11.2 * more, "cas");
            ours("allocator", "pair", "bitmap", Kind.OURS, 2, params, "ns/op", 61 * more, "cas");
            ours("allocator", "pair", "cas-list", Kind.FOIL, 2, params, "ns/op", 190, "cas");
        }
        for (String contender : List.of("tree", "bitmap", "cas-list")) {
            double base = contender.equals("tree") ? 6.1 : contender.equals("bitmap") ? 14.2 : 11;
            Kind kind = contender.equals("cas-list") ? Kind.FOIL : Kind.OURS;
            ours("allocator", "bulk", contender, kind, 1, Map.of("order", 0L), "ns/op", base, "cas");
            ours("allocator", "random-free", contender, kind, 1, Map.of("order", 0L), "ns/op", base * 3.2, "cas");
            ours("allocator", "remote-free", contender, kind, 2, Map.of("order", 0L), "ns/op", base * 9, "cas");
        }
    }

    private void others() {
        ours("translation", "raw-load", "ballonet", Kind.LIMIT, 1, Map.of("pages", 8L), "ns/op", 1.1, null);
        ours("translation", "tlb-hit", "ballonet", Kind.OURS, 1, Map.of("pages", 8L), "ns/op", 3.2, null);
        ours("translation", "tlb-hit", "ballonet", Kind.OURS, 1, Map.of("pages", 1024L), "ns/op", 4.9, null);
        ours(
                "shootdown",
                "grace-period",
                "ballonet",
                Kind.OURS,
                2,
                Map.of("cpus", 2L),
                "ns/op",
                410,
                "round-trip-1-line");
        ours(
                "shootdown",
                "grace-period",
                "ballonet",
                Kind.OURS,
                2,
                Map.of("cpus", 8L),
                "ns/op",
                4_100_000,
                "round-trip-1-line");
        ours("pin", "pair-private", "ballonet", Kind.OURS, 1, Map.of("pin", "guest"), "ns/op", 11.9, "cas");
        ours("pin", "pair-private", "ballonet", Kind.OURS, 1, Map.of("pin", "host"), "ns/op", 9.1, "cas");
        ours("pin", "pair-latency", "ballonet", Kind.OURS, 1, Map.of("pin", "host"), "ns/op", 61, null);
        ours("pin", "pair-with-scan", "ballonet", Kind.OURS, 2, Map.of("pin", "guest"), "ns/op", 38, "cas");
        ours(
                "channel",
                "rate",
                "ring",
                Kind.OURS,
                2,
                Map.of("batch", 512L, "encoding", "word"),
                "pages/s",
                1.31e9,
                null);
        ours(
                "channel",
                "rate",
                "ring-single",
                Kind.FOIL,
                2,
                Map.of("batch", 1L, "encoding", "word"),
                "pages/s",
                4.4e7,
                null);
        ours("channel", "round-trip", "ring", Kind.OURS, 2, Map.of(), "ns/op", 133, "round-trip-2-lines");
        for (long entries : new long[] {8_192, 1_048_576, 134_217_728}) {
            double fall = entries > 1_048_576 ? 0.34 : 1;
            Map<String, Object> params = Map.of("entries", entries, "layout", "entry", "set", 0.5);
            ours("scan", "read-only", "linear", Kind.OURS, 1, params, "pages/s", 1.61e10 * fall, "read-8m");
            ours("scan", "test-and-clear", "linear", Kind.OURS, 1, params, "pages/s", 1.4e10 * fall, "read-8m");
            ours("scan", "test-and-clear", "clock", Kind.OURS, 1, params, "pages/s", 9.9e9 * fall, "read-8m");
            ours("scan", "test-and-clear", "random", Kind.FOIL, 1, params, "pages/s", 3.2e8 * fall, "read-8m");
        }
        for (String mode : List.of("metadata", "zeroing", "returned")) {
            double base = mode.equals("metadata") ? 41 : mode.equals("zeroing") ? 158 : 97;
            Map<String, Object> params = Map.of("mode", mode);
            ours("reclaim", "cycle", "ballonet", Kind.OURS, 1, params, "ns/page", base, "madvise-dontneed-2m");
            ours("reclaim", "deflate", "ballonet", Kind.OURS, 1, params, "ns/page", base / 2, "madvise-dontneed-2m");
        }
        runs.add(new RawRun(
                subject(
                        "reclaim",
                        "deflate-touch",
                        "<b>&broken",
                        Kind.PEER,
                        1,
                        Map.of("mode", "zeroing"),
                        "ns/page",
                        null),
                0,
                "ns/op",
                List.of(Double.NaN),
                new TreeMap<>(),
                Surroundings.UNKNOWN));
        ours("replay", "rate", "clock1", Kind.OURS, 1, Map.of("trace", "own_cc1"), "accesses/s", 4.1e7, null);
        ours("replay", "rate", "lru", Kind.OURS, 1, Map.of("trace", "own_cc1"), "accesses/s", 2.6e7, null);
        ours("replay", "rate", "opt", Kind.OURS, 1, Map.of("trace", "own_cc1"), "accesses/s", 0.9e7, null);
    }

    private void limit(String name, String unit, double value) {
        ours("limit", name, "machine", Kind.LIMIT, 1, Map.of(), unit, value, null);
    }

    private void ours(
            String family,
            String benchmark,
            String contender,
            Kind kind,
            int threads,
            Map<String, Object> params,
            String unit,
            double value,
            @Nullable String limit) {
        Subject subject = subject(family, benchmark, contender, kind, threads, params, unit, limit);
        boolean rate = unit.endsWith("/s");
        double perSecond = unit.startsWith("GB") ? 1e9 : 1;
        for (int round = 0; round < 2; round++) {
            List<Double> scores = new ArrayList<>();
            for (int iteration = 0; iteration < 4; iteration++) {
                double noisy = value * (1 + 0.03 * random.nextGaussian());
                scores.add(rate ? noisy * perSecond : noisy);
            }
            TreeMap<String, Counter> counters = new TreeMap<>();
            if (benchmark.equals("remote-free")) {
                counters.put("retries", new Counter(1280, "#"));
            }
            if (benchmark.equals("pair-with-scan") || benchmark.equals("pair-latency")) {
                double[] times = {1, 1.2, 3, 9, 60, 900};
                String[] names = {"p50", "p90", "p99", "p999", "p9999", "max"};
                for (int i = 0; i < times.length; i++) {
                    counters.put(names[i], new Counter(value * times[i], "#"));
                }
                counters.put("missedRate", new Counter(value > 50 ? 1 : 0, "#"));
            }
            runs.add(new RawRun(
                    subject,
                    round,
                    rate ? "ops/s" : "ns/op",
                    scores,
                    counters,
                    threads == 1
                            ? new Surroundings(Double.NaN, Double.NaN, 0.4, Double.NaN)
                            : new Surroundings(112, value > 100 ? 430 : 115, value > 1000 ? 9 : 1, Double.NaN)));
        }
    }

    private static Subject subject(
            String family,
            String benchmark,
            String contender,
            Kind kind,
            int threads,
            Map<String, Object> params,
            String unit,
            @Nullable String limit) {
        double scale = "read-8m".equals(limit) ? 1.25e8 : 1;
        return new Subject(
                family,
                benchmark,
                contender,
                kind,
                threads,
                new TreeMap<>(params),
                unit,
                1,
                limit,
                scale,
                threads,
                null);
    }
}
