package io.ballonet.trace.policy;

import io.ballonet.trace.TraceFuture;
import io.ballonet.unit.Registry;
import io.ballonet.unit.Role;

/** The built-in replacement policies of sequential replay. */
public enum ReplayPolicies implements ReplayPolicyFactory {
    OPT(
            "opt",
            "evicts the page whose next use is farthest away: the least misses possible",
            "Belady, A study of replacement algorithms for a virtual-storage computer, IBM Systems Journal 5(2), 1966") {
        @Override
        ReplayPolicy make(TraceFuture future, int frames) {
            return new OptPolicy(future, frames);
        }

        @Override
        public Role role() {
            return Role.OPTIMUM;
        }
    },
    FIFO(
            "fifo",
            "evicts the page loaded longest ago",
            "Belady, A study of replacement algorithms for a virtual-storage computer, IBM Systems Journal 5(2), 1966") {
        @Override
        ReplayPolicy make(TraceFuture future, int frames) {
            return new FifoPolicy(frames);
        }
    },
    LRU(
            "lru",
            "evicts the page whose last access is longest ago",
            "Mattson, Gecsei, Slutz, Traiger, Evaluation techniques for storage hierarchies, IBM Systems Journal 9(2), 1970") {
        @Override
        ReplayPolicy make(TraceFuture future, int frames) {
            return new LruPolicy(frames);
        }
    },
    CLOCK0(
            "clock0",
            "second chance; the reference bit is 0 at load",
            "Corbató, A paging experiment with the Multics system, MIT Project MAC Report MAC-M-384, 1968") {
        @Override
        ReplayPolicy make(TraceFuture future, int frames) {
            return ClockPolicy.bitClearAtLoad(frames);
        }
    },
    CLOCK1(
            "clock1",
            "second chance; the reference bit is 1 at load, as a page table sets A",
            "Corbató, A paging experiment with the Multics system, MIT Project MAC Report MAC-M-384, 1968") {
        @Override
        ReplayPolicy make(TraceFuture future, int frames) {
            return ClockPolicy.bitSetAtLoad(frames);
        }
    },
    SIEVE(
            "sieve",
            "a hand passes the pages in order of load and evicts the first that was not hit since it last came by",
            "Zhang, Yang, Yue, Vigfusson, Rashmi, SIEVE is simpler than LRU, NSDI '24, algorithm 1") {
        @Override
        ReplayPolicy make(TraceFuture future, int frames) {
            return new SievePolicy(frames);
        }
    },
    S3FIFO(
            "s3fifo",
            "a small queue filters what is not hit again from the main one; both first in, first out",
            "Yang, Zhang, Qiu, Yue, Vigfusson, FIFO queues are all you need for cache eviction, SOSP '23, section 4") {
        @Override
        ReplayPolicy make(TraceFuture future, int frames) {
            return new S3FifoPolicy(frames);
        }
    },
    TWO_QUEUE(
            "2q",
            "new pages pass a queue; only those that return soon after it enter the LRU list",
            "Johnson, Shasha, 2Q: a low overhead high performance buffer management replacement algorithm, VLDB '94") {
        @Override
        ReplayPolicy make(TraceFuture future, int frames) {
            return new TwoQueuePolicy(frames);
        }
    },
    ARC(
            "arc",
            "an LRU list of pages used once and one of pages used again share the frames as returns teach",
            "Megiddo, Modha, ARC: a self-tuning, low overhead replacement cache, FAST '03, figure 4") {
        @Override
        ReplayPolicy make(TraceFuture future, int frames) {
            return new ArcPolicy(frames);
        }
    },
    LIRS(
            "lirs",
            "pages with short times between their last two accesses keep the frames; others pass through",
            "Jiang, Zhang, LIRS: an efficient low inter-reference recency set replacement policy, SIGMETRICS '02") {
        @Override
        ReplayPolicy make(TraceFuture future, int frames) {
            return new LirsPolicy(frames);
        }
    };

    /** Every policy, these first. */
    public static final Registry<ReplayPolicyFactory> REGISTRY =
            Registry.of("policy", ReplayPolicyFactory.class, values());

    private final String registryName;
    private final String summary;
    private final String source;

    ReplayPolicies(String registryName, String summary, String source) {
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

    @Override
    public ReplayPolicy create(TraceFuture future, int frames) {
        if (frames < 1 || frames > MAX_FRAMES) {
            throw new IllegalArgumentException("frames out of range: frames=" + frames + ", max=" + MAX_FRAMES);
        }
        return make(future, frames);
    }

    /** A policy of checked arguments. */
    abstract ReplayPolicy make(TraceFuture future, int frames);
}
