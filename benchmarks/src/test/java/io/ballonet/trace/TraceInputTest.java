package io.ballonet.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ballonet.trace.policy.ReplayPolicies;
import io.ballonet.trace.policy.ReplayPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceInputTest {
    /** Accesses of the long trace that is made up while it is read. */
    private static final String LENGTH_PROPERTY = "ballonet.trace.accesses";

    private static final ReadProgress SILENT = (done, whole) -> {};

    @TempDir
    Path folder;

    private TraceSource random(int accesses, int pages) {
        Random random = new Random(11);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < accesses; i++) {
            text.append(random.nextBoolean() ? "R " : "W ")
                    .append(Integer.toHexString(random.nextInt(pages)))
                    .append('\n');
        }
        return TraceFiles.text(folder, text.toString());
    }

    private static List<Long> played(TraceInput input) {
        List<Long> all = new ArrayList<>();
        input.play(
                (trace, from, to) -> {
                    for (int i = from; i < to; i++) {
                        all.add(trace[i]);
                    }
                },
                SILENT);
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99_999, 100_000, 100_001, 1 << 24})
    void playsTheTraceFromMemoryOrFile(int mostKept) {
        TraceSource source = random(100_000, 300);
        TraceInput input = TraceInput.open(source, page -> true, mostKept, SILENT);
        assertEquals(mostKept >= 100_000, input.isKept());
        assertEquals(100_000, input.accesses());
        assertEquals(100_000, input.allAccesses());
        assertEquals(300, input.distinctPages());
        List<Long> expected = TraceFiles.readAll(source);
        assertEquals(expected, played(input));
        assertEquals(expected, played(input), "again");
        assertArrayEquals(PageTrace.load(source).nextUses(), input.nextUses());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1 << 24})
    void looksAtChosenPagesOnly(int mostKept) {
        TraceSource source = random(50_000, 100);
        TraceInput input = TraceInput.open(source, page -> page % 10 == 3, mostKept, SILENT);
        List<Long> expected = TraceFiles.readAll(source).stream()
                .filter(access -> PageAccess.page(access) % 10 == 3)
                .toList();
        assertEquals(expected, played(input));
        assertEquals(expected.size(), input.accesses());
        assertEquals(50_000, input.allAccesses());
        assertEquals(10, input.distinctPages());
    }

    @Test
    void noticesAFileThatChanges() throws IOException {
        TraceSource source = random(1_000, 10);
        TraceInput input = TraceInput.open(source, page -> true, 0, SILENT);
        Path file = folder.resolve("t.pt");
        Files.writeString(file, Files.readString(file) + "R 1\n");
        String message = assertThrows(TraceException.class, () -> played(input)).getMessage();
        assertTrue(message.contains("t.pt: 1000 accesses when it was read first, and 1001 now"), message);
    }

    @Test
    void refusesAnEmptyTrace() {
        TraceSource source = TraceFiles.text(folder, "# nothing\n");
        assertThrows(TraceException.class, () -> TraceInput.open(source, page -> true, 10, SILENT));
    }

    @Test
    void streamsALongTraceInMemoryThatDoesNotGrowWithIt() {
        long accesses = Long.getLong(LENGTH_PROPERTY, 2_000_000);
        allocatedByAReplay(accesses / 8);
        long shorter = allocatedByAReplay(accesses / 4);
        long longer = allocatedByAReplay(accesses);
        assertTrue(longer < shorter + 1_000_000, "bytes=" + longer + ", bytesOfAQuarter=" + shorter);
    }

    /** Bytes that a replay of a trace of 4096 pages, read twice, allocates. */
    private static long allocatedByAReplay(long accesses) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        TraceSource source = TraceSource.ofResource("long.pt", () -> new Loop(accesses));
        TraceInput input = TraceInput.open(source, page -> true, 1 << 16, SILENT);
        assertFalse(input.isKept());
        ReplayPolicy lru = ReplayPolicies.LRU.create(input, 4095);
        ReplayPolicy sieve = ReplayPolicies.SIEVE.create(input, 4096);
        input.play(
                (trace, from, to) -> {
                    lru.play(trace, from, to);
                    sieve.play(trace, from, to);
                },
                SILENT);
        assertEquals(accesses, lru.misses(), "a loop one page too long");
        assertEquals(4096, sieve.misses());
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** The text of a loop over 4096 pages, made up while it is read. */
    private static final class Loop extends InputStream {
        private static final int LINE_BYTES = 6;
        private static final byte[] ROUND = round();

        private final long length;
        private long position;

        Loop(long accesses) {
            length = accesses * LINE_BYTES;
        }

        private static byte[] round() {
            StringBuilder text = new StringBuilder();
            for (int page = 0x1000; page < 0x2000; page++) {
                text.append("R ").append(Integer.toHexString(page).substring(1)).append('\n');
            }
            return text.toString().getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public int read() {
            return position == length ? -1 : ROUND[(int) (position++ % ROUND.length)];
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            if (position == length) {
                return -1;
            }
            int from = (int) (position % ROUND.length);
            int read = (int) Math.min(Math.min(count, ROUND.length - from), length - position);
            System.arraycopy(ROUND, from, bytes, offset, read);
            position += read;
            return read;
        }
    }
}
