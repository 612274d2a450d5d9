package io.ballonet.scan;

import io.ballonet.unit.Registry;

/** The strategies that come with Ballonet, by their names in the literature. */
public enum ScanStrategies implements ScanStrategyFactory {
    /** Ascending, takes what was not accessed, clears nothing: {@link LinearScan}. */
    LINEAR(
            "linear",
            "takes pages not accessed since the last clearing pass, in ascending order; one round a call",
            "the plain sweep of an idle-page tracker; no paper") {
        @Override
        public ScanStrategy create(long pages, long seed) {
            return new LinearScan(pages);
        }
    },
    /** Second chance: {@link ClockScan}. */
    CLOCK(
            "clock",
            "a hand that clears the accessed bit it meets and takes the page whose bit is clear",
            "Corbato, A Paging Experiment with the Multics System, MIT Project MAC, 1968") {
        @Override
        public ScanStrategy create(long pages, long seed) {
            return new ClockScan(pages);
        }
    },
    /** A clearing hand ahead of the taking one: {@link TwoHandedClockScan}. */
    TWO_HANDED_CLOCK(
            "two-handed-clock",
            "a front hand clears accessed bits, a back hand a fixed spread behind takes the pages still clear",
            "Leffler et al., The Design and Implementation of the 4.3BSD UNIX Operating System, 1989, 5.12") {
        @Override
        public ScanStrategy create(long pages, long seed) {
            return new TwoHandedClockScan(pages);
        }
    },
    /** An age for each page: {@link AgingScan}. */
    AGING(
            "aging",
            "counts idle periods a page and takes the oldest; one pass gives the histogram of idle ages",
            "Lagar-Cavilla et al., Software-Defined Far Memory in Warehouse-Scale Computers, ASPLOS '19, 5.1") {
        @Override
        public ScanStrategy create(long pages, long seed) {
            return new AgingScan(pages);
        }
    },
    /** Generations by last access: {@link MultiGenerationScan}. */
    MULTI_GENERATION(
            "multi-generation",
            "generations by last access; ageing skips groups that a Bloom filter does not know as dense",
            "Zhao, Multi-Gen LRU, Linux 6.1, Documentation/mm/multigen_lru.rst") {
        @Override
        public ScanStrategy create(long pages, long seed) {
            return new MultiGenerationScan(pages);
        }

        @Override
        public boolean isExact() {
            return false;
        }
    },
    /** A queue whose hand leaves accessed pages where they stand: {@link SieveScan}. */
    SIEVE(
            "sieve",
            "a queue in order of arrival; the hand clears accessed bits and leaves the pages where they stand",
            "Zhang et al., SIEVE is Simpler than LRU, NSDI '24") {
        @Override
        public ScanStrategy create(long pages, long seed) {
            return new SieveScan(pages);
        }
    },
    /** Random pages that were not accessed: {@link RandomScan}. */
    SAMPLED_IDLE(
            "sampled-idle",
            "takes pages at random and keeps those that were not accessed",
            "Waldspurger, Memory Resource Management in VMware ESX Server, OSDI '02, 5.3") {
        @Override
        public ScanStrategy create(long pages, long seed) {
            return new RandomScan(pages, seed, true);
        }
    },
    /** A page looked at for each of at most a thousand regions: {@link RegionScan}. */
    REGION(
            "region",
            "adaptive regions, one random page of each looked at; split and merged by what was found",
            "Park et al., Profiling Dynamic Data Access Patterns with Controlled Overhead and Quality, Middleware '19") {
        @Override
        public ScanStrategy create(long pages, long seed) {
            return new RegionScan(pages, seed);
        }

        @Override
        public boolean isExact() {
            return false;
        }
    },
    /** Upper levels first: {@link HierarchicalScan}. */
    HIERARCHICAL(
            "hierarchical",
            "looks at the accessed bits of upper levels first and descends only where one is set",
            "Nair et al., Telescope: Telemetry for Gargantuan Memory Footprint Applications, USENIX ATC '24") {
        @Override
        public ScanStrategy create(long pages, long seed) {
            return new HierarchicalScan(pages);
        }
    },
    /** The floor: {@link RandomScan}. */
    RANDOM(
            "random",
            "takes pages at random, accessed or not: the floor",
            "Belady, A Study of Replacement Algorithms, IBM Systems Journal 5(2), 1966") {
        @Override
        public ScanStrategy create(long pages, long seed) {
            return new RandomScan(pages, seed, false);
        }
    };

    /** Every scan strategy: these, and what others bring. */
    public static final Registry<ScanStrategyFactory> REGISTRY =
            Registry.of("scan strategy", ScanStrategyFactory.class, values());

    private final String registryName;
    private final String summary;
    private final String source;

    ScanStrategies(String registryName, String summary, String source) {
        this.registryName = registryName;
        this.summary = summary;
        this.source = source;
    }

    @Override
    public String registryName() {
        return registryName;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public String source() {
        return source;
    }
}
