package io.ballonet.micro.channel;

import io.ballonet.channel.BalloonChannel;
import io.ballonet.channel.BalloonChannelFactory;
import io.ballonet.channel.BalloonChannels;
import io.ballonet.channel.PageEntry;
import io.ballonet.memory.PageBatch;
import io.ballonet.micro.limit.Companion;
import io.ballonet.micro.limit.Spin;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * How many pages a second get from a driver to a host that checks each of them?
 *
 * <p>The driver runs beside on a thread of its own and offers as fast as the ring takes; the measured operation is the host
 * receiving {@code batch} pages, each range-checked and summed, so what is reported is what arrived. All bounds checks are
 * on. Unit: operations a second, times {@code batch} for pages a second. Expected: a batch of 512 costs some lines' transfer,
 * a page a message costs a header and a publication each, so the batches should move at least 7 times the pages.
 *
 * <p>Run: {@code ./ballonet bench ChannelRate}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH sets the fields up
public class ChannelRate {
    /* Pages of the guest: page numbers up to this are in range. */
    private static final long GUEST_PAGES = 1L << 18;
    /* Pages that a poll may take, so that both encodings give room back equally often. */
    private static final int PAGES_PER_POLL = 2_048;

    /** The channel, by its name in {@link BalloonChannels#REGISTRY}. */
    @Param({"one-to-one", "page-per-message"})
    public String contender;

    /** Pages that the driver hands to one offer; a channel may send them as several messages. */
    @Param("512")
    public int batch;

    /** How a page stands in a message: {@code word}, a 64-bit {@link PageEntry}. */
    @Param("word")
    public String encoding;

    private BalloonChannel channel;
    private PageBatch entries;
    private CheckedPages received;
    private CheckedPages alone;
    private Sender sender;
    private Companion driver;
    private int messagesPerPoll;
    private long wanted;

    /** What went wrong beside the rate. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Failures {
        /** Polls that found the ring empty: the host waited for the driver. */
        public long emptyPolls;
        /** Page numbers beyond the guest; must be 0. */
        public long outOfRange;
    }

    @Setup
    public void open() {
        if (!encoding.equals("word")) {
            throw new IllegalArgumentException("unknown encoding '" + encoding + "'; known: word");
        }
        BalloonChannelFactory factory = BalloonChannels.REGISTRY.named(contender);
        channel = factory.create();
        messagesPerPoll = PAGES_PER_POLL / factory.batch();
        entries = new PageBatch(batch);
        for (int i = 0; i < batch; i++) {
            entries.add(PageEntry.of(i * 509L & (GUEST_PAGES - 1), PageEntry.PENDING));
        }
        received = new CheckedPages(GUEST_PAGES);
        alone = new CheckedPages(GUEST_PAGES);
        wanted = 0;
        sender = new Sender(channel.driver(), entries);
        driver = Companion.start("driver", sender::sendSome);
    }

    /** Receives until {@code batch} more pages have arrived; what came beyond counts for the next operation. */
    @Benchmark
    @Measures(family = "channel", benchmark = "rate", unit = "pages/s", perOperation = "batch", threads = 2)
    public long rate(Failures failures) {
        wanted += batch;
        int vain = 0;
        while (received.pages() < wanted) {
            if (channel.host().poll(received, messagesPerPoll) == 0) {
                vain = Spin.afterPoll(vain);
            }
        }
        failures.outOfRange = received.outOfRange();
        failures.emptyPolls += vain;
        return received.sum();
    }

    /** The host's check and sum alone, of a batch that lies in its own memory. */
    @Benchmark
    public long baseline() {
        alone.take(entries);
        return alone.sum();
    }

    /** Stops the driver, receives the rest, and checks that everything arrived once. */
    @TearDown
    public void close() {
        driver.close();
        try {
            validate();
        } finally {
            channel.close();
            entries.close();
            received.close();
            alone.close();
        }
    }

    private void validate() {
        int left;
        do {
            left = channel.host().poll(received, messagesPerPoll);
        } while (left > 0);
        long sent = sender.batches();
        long sumOfBatch = 0;
        for (int i = 0; i < batch; i++) {
            sumOfBatch += PageEntry.page(entries.get(i));
        }
        if (received.outOfRange() != 0
                || received.pages() != sent * batch
                || received.sum() != sent * sumOfBatch
                || channel.host().malformed() != 0) {
            throw new IllegalStateException("not every page arrived once: sent=" + sent * batch + ", received="
                    + received.pages() + ", outOfRange=" + received.outOfRange() + ", malformed="
                    + channel.host().malformed());
        }
    }

    /** Messages that carried what was received so far. */
    long messages() {
        return received.messages();
    }

    /** Pages received so far. */
    long pages() {
        return received.pages();
    }
}
