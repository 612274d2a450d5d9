package io.ballonet.micro.channel;

import io.ballonet.channel.BalloonChannel;
import io.ballonet.channel.BalloonChannels;
import io.ballonet.channel.MessageType;
import io.ballonet.channel.PageEntry;
import io.ballonet.memory.PageBatch;
import io.ballonet.micro.limit.Companion;
import io.ballonet.micro.limit.Spin;
import io.ballonet.result.Measures;
import java.util.concurrent.TimeUnit;
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
 * How long does a driver wait for the host's answer to a message of one page?
 *
 * <p>The driver sends one page and looks until its acknowledgement is there; the host, on a thread of its own, checks the
 * page and answers. Unit: ns a round trip. Expected: at most 1.6 times the two-line round trip of {@code RoundTripLimit},
 * since each way costs one line that holds the whole record. The two contenders send the same record here and should agree.
 *
 * <p>Run: {@code ./ballonet bench ChannelRoundTrip}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH sets the fields up
public class ChannelRoundTrip {
    private static final long GUEST_PAGES = 1L << 18;
    private static final int SESSION = 1;

    /** The channel, by its name in {@link BalloonChannels#REGISTRY}. */
    @Param({"one-to-one", "page-per-message"})
    public String contender;

    private BalloonChannel channel;
    private BalloonChannel sameThread;
    private PageBatch question;
    private CheckedPages asked;
    private CheckedPages here;
    private CheckedPages answered;
    private Companion host;
    private long trips;

    @Setup
    public void open() {
        channel = BalloonChannels.REGISTRY.named(contender).create();
        sameThread = BalloonChannels.REGISTRY.named(contender).create();
        question = new PageBatch(1);
        question.add(0);
        asked = new CheckedPages(GUEST_PAGES);
        here = new CheckedPages(GUEST_PAGES);
        answered = new CheckedPages(GUEST_PAGES);
        trips = 0;
        host = Companion.start("host", new Answerer(channel.host(), asked)::answerSome);
    }

    @Benchmark
    @Measures(family = "channel", benchmark = "round-trip", unit = "ns/op", limit = "round-trip-2-lines", threads = 2)
    public long roundTrip() {
        question.set(0, PageEntry.of(trips & (GUEST_PAGES - 1), PageEntry.PENDING));
        trips++;
        channel.driver().offer(MessageType.INFLATE, SESSION, question);
        for (int vain = 0; channel.driver().poll(answered, 1) == 0; ) {
            vain = Spin.afterPoll(vain);
        }
        return answered.sum();
    }

    /** The same calls on one thread: what the rings cost when no line has to move. */
    @Benchmark
    public int baseline() {
        sameThread.driver().offer(MessageType.INFLATE, SESSION, question);
        int messages = sameThread.host().poll(here, 1);
        sameThread.host().offer(MessageType.INFLATE_ACK, SESSION, question);
        return messages + sameThread.driver().poll(here, 1);
    }

    /** Stops the host and checks that each page was asked and answered once. */
    @TearDown
    public void close() {
        host.close();
        try {
            validate();
        } finally {
            channel.close();
            sameThread.close();
            question.close();
            asked.close();
            here.close();
            answered.close();
        }
    }

    private void validate() {
        if (trips != 0 && (asked.sum() != answered.sum() || asked.pages() != trips || asked.outOfRange() != 0)) {
            throw new IllegalStateException("asked and answered differ: trips=" + trips + ", asked=" + asked.pages()
                    + ", answered=" + answered.pages() + ", outOfRange=" + asked.outOfRange());
        }
    }
}
