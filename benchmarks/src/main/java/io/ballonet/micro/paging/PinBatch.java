package io.ballonet.micro.paging;

import io.ballonet.guest.AddressSpace;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.host.Host;
import io.ballonet.memory.PageBatch;
import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import io.ballonet.unit.PageSize;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a page cost when a driver has a guest's kernel pin a batch of inactive pages and take the pins back?
 *
 * <p>Unit: ns a page, of a batch of {@code batch} pages at random numbers. It is what {@code PinPair} measures, with the
 * kernel's lock, the reverse map and the check of each page.
 *
 * <p>Expected limit: one compare-and-set a page; at most three.
 *
 * <p>Run: {@code ./ballonet bench PinBatch}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH sets the fields up
public class PinBatch {
    private static final int PAGES = 1024;

    @Param({"64", "1"})
    int batch = 64;

    private Host host;
    private Guest guest;
    private PageBatch pages;
    private long unpinned;

    /** Maps every page of a guest and chooses {@code batch} of them. */
    @Setup(Level.Trial)
    public void setUp() {
        host = Host.builder().frames(PAGES).manualTargets().stepped();
        guest = host.boot(GuestSettings.of("pinned", PAGES));
        AddressSpace process = guest.newProcess("p", PAGES);
        VirtualCpu cpu = guest.newVirtualCpu(process);
        cpu.enter();
        for (long page = 0; page < PAGES; page++) {
            cpu.writeLong(PageSize.bytesOf(page), page);
            cpu.poll();
        }
        cpu.exit();
        pages = new PageBatch(batch);
        int[] order = Walker.shuffledInts(PAGES, new SplittableRandom(42));
        for (int i = 0; i < batch; i++) {
            pages.add(guest.kernel().ppnOf(process, order[i]));
        }
    }

    @Benchmark
    @InQuick(kinds = {})
    @Measures(family = "pin", benchmark = "pair-batch", unit = "ns/op", perOperation = "batch", limit = "cas")
    public int pinAndUnpin() {
        int pinned = guest.kernel().pin(pages);
        guest.kernel().unpin(pages);
        unpinned += batch - pinned;
        return pinned;
    }

    /** Baseline: the look at each page of the batch, without a pin. */
    @Benchmark
    public int lookOnly() {
        int candidates = 0;
        for (int i = 0; i < pages.size(); i++) {
            candidates += guest.kernel().view().isCandidate(pages.get(i)) ? 1 : 0;
        }
        return candidates;
    }

    /** Every page must have been pinned each time, and be back. */
    @TearDown(Level.Trial)
    public void close() {
        try {
            int candidates = lookOnly();
            if (unpinned != 0 || candidates != batch) {
                throw new IllegalStateException(
                        "pages were not pinned or are not back: notPinned=" + unpinned + ", back=" + candidates);
            }
            host.validate();
        } finally {
            pages.close();
            host.close();
        }
    }
}
