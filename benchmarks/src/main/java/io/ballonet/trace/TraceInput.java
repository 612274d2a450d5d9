package io.ballonet.trace;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongHashSet;
import org.jspecify.annotations.Nullable;

/**
 * A trace to be played from start to end, once its length and number of pages are known: in memory if it is short, else read
 * from its file again each time. So memory grows with the distinct pages and not with the trace.
 *
 * <p><b>Threads:</b> any number may {@link #play} at once, if none of them changes the arrays it is given.
 */
public final class TraceInput implements TraceFuture {
    /** Accesses that are kept in memory: 32 MiB. */
    public static final int KEPT_ACCESSES = 1 << 22;

    private static final int BATCH = 1 << 16;
    private static final long ABSENT = -1;

    private final TraceSource source;
    private final LongPredicate pages;
    private final long allAccesses;
    private final long accesses;
    private final int distinctPages;
    private final long[] kept;
    private final @Nullable String sha256;
    private int[] nextUses = {};

    private TraceInput(TraceSource source, LongPredicate pages, FirstPass pass, @Nullable String sha256) {
        this.source = source;
        this.pages = pages;
        allAccesses = pass.allAccesses;
        accesses = pass.accesses;
        distinctPages = pass.distinct.size();
        kept = pass.kept;
        this.sha256 = sha256;
    }

    /** Takes accesses, packed as {@link PageAccess} says; may change the array until it returns. */
    @FunctionalInterface
    public interface Batches {
        /** The next accesses are {@code trace[from, to)}; good until the call returns. */
        void play(long[] trace, int from, int to);
    }

    /**
     * Reads a trace from start to end, in constant memory.
     *
     * @param progress is told how many bytes were read, of how many
     * @throws TraceException if it cannot be read
     */
    public static void stream(TraceSource source, Batches target, ReadProgress progress) {
        try (TraceReader reader = source.open()) {
            stream(reader, source.sizeBytes(), target, progress);
        }
    }

    private static void stream(TraceReader reader, long sizeBytes, Batches target, ReadProgress progress) {
        long[] batch = new long[BATCH];
        for (int count = reader.read(batch, 0, BATCH); count > 0; count = reader.read(batch, 0, BATCH)) {
            target.play(batch, 0, count);
            progress.read(Math.min(reader.bytesRead(), sizeBytes), sizeBytes);
        }
    }

    /**
     * Reads a trace once; of its accesses only those to {@code pages} are there.
     *
     * @param mostKept accesses that are kept in memory if there are no more of them
     * @param progress is told how many bytes were read, of how many
     * @throws TraceException if it cannot be read
     */
    public static TraceInput open(TraceSource source, LongPredicate pages, int mostKept, ReadProgress progress) {
        FirstPass pass = new FirstPass(pages, mostKept);
        stream(source, pass, progress);
        return new TraceInput(source, pages, pass, null);
    }

    /**
     * Reads a whole trace once, and hashes its text for {@link #sha256}.
     *
     * @param mostKept accesses that are kept in memory if there are no more of them
     * @param progress is told how many bytes were read, of how many
     * @throws TraceException if it cannot be read
     */
    public static TraceInput openHashing(TraceSource source, int mostKept, ReadProgress progress) {
        LongPredicate everyPage = page -> true;
        FirstPass pass = new FirstPass(everyPage, mostKept);
        try (TraceReader reader = TraceReader.openHashing(source)) {
            stream(reader, source.sizeBytes(), pass, progress);
            return new TraceInput(source, everyPage, pass, reader.sha256());
        }
    }

    private static int choose(long[] batch, int count, LongPredicate pages) {
        int chosen = 0;
        for (int i = 0; i < count; i++) {
            if (pages.test(PageAccess.page(batch[i]))) {
                batch[chosen] = batch[i];
                chosen++;
            }
        }
        return chosen;
    }

    /** Name in results, such as {@code own_cc1}. */
    public String name() {
        return source.name();
    }

    /** How messages name it. */
    public String label() {
        return source.label();
    }

    /** Accesses of the trace, to whatever pages; at least 1. */
    public long allAccesses() {
        return allAccesses;
    }

    /** Accesses to the pages that are looked at. */
    public long accesses() {
        return accesses;
    }

    /** Different pages that are looked at. */
    public int distinctPages() {
        return distinctPages;
    }

    /** SHA-256 of the uncompressed text in hex, as {@link TraceInfo} has it; only of one that was opened to hash. */
    public String sha256() {
        return Objects.requireNonNull(sha256, "openHashing() was not asked for");
    }

    /** True if it is played from memory. */
    public boolean isKept() {
        return accesses <= kept.length;
    }

    /**
     * Plays every access to the pages that are looked at, in order.
     *
     * @param progress is told how many accesses were played, of how many
     * @throws TraceException if the file cannot be read any more, or is another one by now
     */
    public void play(Batches target, ReadProgress progress) {
        if (isKept()) {
            for (int from = 0; from < accesses; ) {
                int to = (int) Math.min(accesses, (long) from + BATCH);
                target.play(kept, from, to);
                from = to;
                progress.read(to, accesses);
            }
            return;
        }
        long[] played = {0};
        stream(
                source,
                (trace, from, to) -> {
                    int chosen = choose(trace, to, pages);
                    played[0] += chosen;
                    if (played[0] <= accesses) {
                        target.play(trace, 0, chosen);
                        progress.read(played[0], accesses);
                    }
                },
                (done, whole) -> {});
        if (played[0] != accesses) {
            throw TraceErrors.changed(source, accesses, played[0]);
        }
    }

    @Override
    public synchronized int[] nextUses() {
        if (nextUses.length == accesses) {
            return nextUses;
        }
        try {
            if (accesses > Integer.MAX_VALUE - 8) {
                throw TraceErrors.tooLongToKnow(source, accesses);
            }
            int[] next = new int[(int) accesses];
            Arrays.fill(next, NEVER);
            Long2LongHashMap last = new Long2LongHashMap(ABSENT);
            int[] time = {0};
            play(
                    (trace, from, to) -> {
                        for (int i = from; i < to; i++) {
                            long before = last.put(PageAccess.page(trace[i]), time[0]);
                            if (before != ABSENT) {
                                next[(int) before] = time[0];
                            }
                            time[0]++;
                        }
                    },
                    (done, whole) -> {});
            nextUses = next;
            return next;
        } catch (OutOfMemoryError e) {
            // The array is garbage by now, so there is room to say so.
            throw TraceErrors.tooLongToKnow(source, accesses);
        }
    }

    /** Counts, and keeps accesses until they are too many. */
    private static final class FirstPass implements Batches {
        private final LongPredicate pages;
        private final int mostKept;
        private final LongHashSet distinct = new LongHashSet();
        private long[] kept;
        private long allAccesses;
        private long accesses;

        FirstPass(LongPredicate pages, int mostKept) {
            this.pages = pages;
            this.mostKept = mostKept;
            kept = new long[Math.min(mostKept, BATCH)];
        }

        @Override
        public void play(long[] trace, int from, int to) {
            allAccesses += to;
            int chosen = choose(trace, to, pages);
            for (int i = 0; i < chosen; i++) {
                distinct.add(PageAccess.page(trace[i]));
            }
            keep(trace, chosen);
            accesses += chosen;
        }

        private void keep(long[] trace, int count) {
            long end = accesses + count;
            if (end > mostKept) {
                kept = new long[0];
                return;
            }
            if (end > kept.length) {
                kept = Arrays.copyOf(kept, (int) Math.min(mostKept, end + (end >> 1)));
            }
            System.arraycopy(trace, 0, kept, (int) accesses, count);
        }
    }
}
