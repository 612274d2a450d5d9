package io.ballonet.micro.alloc;

import io.ballonet.memory.PageBatch;
import io.ballonet.result.InQuick;
import io.ballonet.result.Measures;
import io.ballonet.trace.PageTrace;
import io.ballonet.trace.TraceSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * What does a program's own pattern of first touches and balloon steps cost the allocator?
 *
 * <p>Nanoseconds an event of {@link AllocationEvents}: a frame allocated, freed, or collected for a batch that is then freed. The
 * events are derived before the clock starts, so that only the allocator, the look-up of a page's frame and the walk through the
 * events are timed; {@link #baseline} is the latter two. Each thread plays a guest of its own. Expected limit: as for a pair, for
 * what is not in batches. Run: {@code ./ballonet bench TraceEventsBenchmark}; other traces with {@code -p trace=FILE}.
 */
public class TraceEventsBenchmark extends AllocatorBenchmark {
    private static final int EVENTS = 1024;

    /** Plays the events without an allocator. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long baseline(Events events, GuestProcess guest) {
        long sum = 0;
        for (int i = 0; i < EVENTS; i++) {
            int event = guest.next(events);
            int page = AllocationEvents.page(event);
            sum += guest.frames.get(page) + AllocationEvents.kind(event);
            guest.frames.set(page, i);
        }
        return sum;
    }

    /** One thread. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "trace-events",
            unit = "ns/op",
            limit = "cas",
            without = Unfit.OfSingleFrames.class)
    public int traceEvents(FilledAllocator filled, Caller caller, Retries retries, Events events, GuestProcess guest) {
        return guest.play(EVENTS, filled, caller.core, events);
    }

    /** Two threads, each with its core. */
    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(EVENTS)
    @InQuick(kinds = {})
    @Measures(
            family = "allocator",
            benchmark = "trace-events",
            unit = "ns/op",
            limit = "cas",
            threads = 2,
            without = Unfit.OfSingleFrames.class)
    public int traceEventsOfTwoThreads(
            FilledAllocator filled, Caller caller, Retries retries, Events events, GuestProcess guest) {
        return traceEvents(filled, caller, retries, events, guest);
    }

    /** The events of one trace. */
    @State(Scope.Benchmark)
    public static class Events {
        /** Name of a shipped trace, or a path. */
        @Param({"own_cc1", "own_sqlite", "own_sort"})
        public String trace = "own_cc1";

        int[] packed;
        int pages;

        /** Reads the trace and derives the events. */
        @Setup(Level.Trial)
        public void derive() {
            PageTrace read = PageTrace.load(TraceSource.of(trace));
            packed = AllocationEvents.of(read);
            pages = read.distinctPages();
        }
    }

    /** A guest: where it is in the events, and the frame of each of its pages. */
    @State(Scope.Thread)
    public static class GuestProcess {
        PageBatch frames;
        private PageBatch batch;
        private int position;

        /** Has no frames. */
        @Setup(Level.Trial)
        public void begin(Events events) {
            frames = new PageBatch(events.pages);
            frames.setSize(events.pages);
            batch = new PageBatch(AllocationEvents.BATCH);
        }

        /** The next event, around and around. */
        int next(Events events) {
            int event = events.packed[position];
            position = position + 1 == events.packed.length ? 0 : position + 1;
            return event;
        }

        /** Plays so many events; returns how far it is. */
        int play(int count, FilledAllocator filled, int core, Events events) {
            for (int i = 0; i < count; i++) {
                int event = next(events);
                int page = AllocationEvents.page(event);
                switch (AllocationEvents.kind(event)) {
                    case AllocationEvents.ALLOCATE -> frames.set(page, filled.take(core));
                    case AllocationEvents.FREE -> filled.allocator.free(frames.get(page), 0, core);
                    case AllocationEvents.COLLECT -> batch.add(frames.get(page));
                    default -> {
                        batch.add(frames.get(page));
                        filled.allocator.freeBatch(batch, core);
                        batch.clear();
                    }
                }
            }
            return position;
        }

        /** Unmaps; the frames that it has at the end stay allocated. */
        @TearDown(Level.Trial)
        public void unmap() {
            frames.close();
            batch.close();
        }
    }
}
