package io.ballonet.micro.paging;

import io.ballonet.micro.paging.PinState.Own;
import io.ballonet.micro.paging.PinState.PerThread;
import io.ballonet.micro.paging.PinState.Refusals;
import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to pin a page and to give the pin back, where nobody contends and where two threads want the same page?
 *
 * <p>Unit: ns a pair. {@code guest}: the entry becomes not present and present again. {@code host}: the frame behind the page
 * is looked up, its pin count raised, the page looked at again, and the count lowered. A guest pin of a page that is pinned
 * already is refused and counted beside the rate.
 *
 * <p>Expected limit: one compare-and-set. Guest pairs need one, host pairs two; each at most three of them.
 *
 * <p>Run: {@code ./ballonet bench PinPair}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(PinState.OWN_PAGES)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PinPair {
    @Benchmark
    @Measures(family = "pin", benchmark = "pair-private", unit = "ns/op", limit = "cas")
    public long pairPrivate(PerThread tables, Own own, Refusals refusals) {
        return tables.pairs(own.firstPage, PinState.OWN_PAGES, 1, refusals);
    }

    @Benchmark
    @Threads(2)
    @InQuick(kinds = {})
    @Measures(family = "pin", benchmark = "pair-private", unit = "ns/op", limit = "cas", threads = 2)
    public long pairPrivateOfTwo(PerThread tables, Own own, Refusals refusals) {
        return tables.pairs(own.firstPage, PinState.OWN_PAGES, 1, refusals);
    }

    @Benchmark
    @Threads(2)
    @InQuick(values = "pin=guest")
    @Measures(family = "pin", benchmark = "pair-same", unit = "ns/op", limit = "cas", threads = 2)
    public long pairSame(PerThread tables, Refusals refusals) {
        return tables.pairs(0, PinState.OWN_PAGES, 0, refusals);
    }

    /** Baseline: the look at each page's entry, without a pin. */
    @Benchmark
    public long lookOnly(PerThread tables, Own own) {
        return tables.pages().countAccessed(own.firstPage, own.firstPage + PinState.OWN_PAGES);
    }
}
