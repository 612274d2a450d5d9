package io.ballonet.micro.limit;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.unit.CacheLine;
import java.util.Arrays;

/**
 * Two threads that pass a number back and forth: the least that any message between two cores and its answer can cost.
 *
 * <p>On one line both write the same word. On two lines each writes its own and reads the other's, as two ends of a pair of
 * rings do.
 *
 * <p><b>Concurrency:</b> one thread calls {@link #roundTrip}; the companion answers.
 */
public final class CoreToCore implements AutoCloseable {
    private static final int CHUNKS = 7;
    private static final long CHUNK_NS = 20_000_000;
    /* Looks of the companion between two checks for the end: some tens of µs. */
    private static final int LOOKS = 1 << 16;
    private static final int TRIPS_PER_LOOK_AT_THE_CLOCK = 64;

    private final Region region = Region.map(2L * CacheLine.SPACING);
    private final long ping = region.address();
    private final long pong;
    private final Companion companion;

    private CoreToCore(long distance) {
        this.pong = ping + distance;
        this.companion = Companion.start("core-to-core", this::answer);
    }

    /** Both threads write one word. */
    public static CoreToCore oneLine() {
        return new CoreToCore(0);
    }

    /** Each thread writes a line of its own. */
    public static CoreToCore twoLines() {
        return new CoreToCore(CacheLine.SPACING);
    }

    /** Sends a number and waits for the answer. Returns it: an even number that grows by 2. */
    public long roundTrip() {
        long last = Words.get(pong);
        // pairs with the acquire in answer
        Words.setRelease(ping, last + 1);
        // pairs with the release in answer
        for (int looks = 0; Words.getAcquire(pong) != last + 2; ) {
            looks = Spin.afterLook(looks);
        }
        return last + 2;
    }

    /* Looks for odd numbers some times. All state is in the two words: a field would be a third line between the threads. */
    private void answer() {
        long answered = Words.get(pong) & ~1L;
        int vain = 0;
        for (int i = 0; i < LOOKS; i++) {
            // pairs with the release in roundTrip
            if (Words.getAcquire(ping) == answered + 1) {
                answered += 2;
                // pairs with the acquire in roundTrip
                Words.setRelease(pong, answered);
                vain = 0;
            } else {
                vain = Spin.afterLook(vain);
            }
        }
    }

    /** Nanoseconds of a round trip on one line, the median of short runs; takes less than 200 ms. */
    public static double measure() {
        try (CoreToCore lines = oneLine()) {
            return lines.median();
        }
    }

    /** The same on two lines. */
    public static double measureTwoLines() {
        try (CoreToCore lines = twoLines()) {
            return lines.median();
        }
    }

    private double median() {
        double[] means = new double[CHUNKS];
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            means[chunk] = meanOfChunk();
        }
        Arrays.sort(means);
        return means[CHUNKS / 2];
    }

    private double meanOfChunk() {
        long start = System.nanoTime();
        long trips = 0;
        long elapsed;
        do {
            for (int i = 0; i < TRIPS_PER_LOOK_AT_THE_CLOCK; i++) {
                roundTrip();
            }
            trips += TRIPS_PER_LOOK_AT_THE_CLOCK;
            elapsed = System.nanoTime() - start;
        } while (elapsed < CHUNK_NS);
        return (double) elapsed / trips;
    }

    /** Stops the companion, then unmaps. */
    @Override
    public void close() {
        companion.close();
        region.close();
    }
}
