package io.ballonet.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceReaderTest {
    @TempDir
    Path folder;

    private static long r(long page) {
        return PageAccess.of(page, false);
    }

    private static long w(long page) {
        return PageAccess.of(page, true);
    }

    private String failure(TraceSource source) {
        return assertThrows(TraceException.class, () -> TraceFiles.readAll(source))
                .getMessage();
    }

    private String failure(String text) {
        return failure(TraceFiles.text(folder, text));
    }

    @Test
    void readsReadsWritesAndComments() {
        TraceSource source = TraceFiles.text(folder, "# made by hand\nR 0\nW 1fff000\n#\nR deadbeef\n");
        assertEquals(List.of(r(0), w(0x1fff000), r(0xdeadbeefL)), TraceFiles.readAll(source));
    }

    @Test
    void readsTheWholeRangeOfPageNumbers() {
        String largest = Long.toHexString(PageAccess.MAX_PAGE);
        TraceSource source =
                TraceFiles.text(folder, "R " + largest + "\nW 00000000000000000000000a\nR fffffffffffffff\n");
        assertEquals(List.of(r(PageAccess.MAX_PAGE), w(10), r((1L << 60) - 1)), TraceFiles.readAll(source));
    }

    @Test
    void takesUpperCaseDigitsAndCarriageReturns() {
        assertEquals(List.of(r(0xabc), w(0xdef)), TraceFiles.readAll(TraceFiles.text(folder, "R ABC\r\nW dEf\r\n")));
    }

    @Test
    void readsGzipByItsBytesNotItsName() {
        TraceSource source = TraceFiles.bytes(folder, "plain-name", TraceFiles.gzip("R 1\nW 2\n"));
        assertEquals(List.of(r(1), w(2)), TraceFiles.readAll(source));
    }

    @Test
    void readsGzipOfSeveralMembers() {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.writeBytes(TraceFiles.gzip("R 1\nW "));
        members.writeBytes(TraceFiles.gzip("2\n"));
        members.writeBytes(TraceFiles.gzip("R 3\n"));
        assertEquals(
                List.of(r(1), w(2), r(3)), TraceFiles.readAll(TraceFiles.bytes(folder, "m.gz", members.toByteArray())));
    }

    @Test
    void takesALastLineWithoutLineFeedInGzipSinceItsChecksumHolds() {
        assertEquals(
                List.of(r(1), w(0x2f)),
                TraceFiles.readAll(TraceFiles.bytes(folder, "g.gz", TraceFiles.gzip("R 1\nW 2f"))));
        assertEquals(
                List.of(r(1)), TraceFiles.readAll(TraceFiles.bytes(folder, "h.gz", TraceFiles.gzip("R 1\n# end"))));
    }

    @Test
    void refusesALastLineWithoutLineFeedInAPlainFileSinceItMayBeCut() {
        String message = failure("R 1\nR 7f");
        assertTrue(
                message.contains("t.pt: line 2: ") && message.contains("'R 7f'") && message.contains("cut"), message);
        assertTrue(failure("R 1\n# half a com").contains("line 2"), "a comment");
    }

    @Test
    void readsLinesAcrossItsBuffer() {
        StringBuilder text = new StringBuilder();
        List<Long> expected = new ArrayList<>();
        Random random = new Random(5);
        while (text.length() < 900_000) {
            long page = random.nextLong() >>> (2 + random.nextInt(62));
            boolean isWrite = random.nextBoolean();
            text.append(isWrite ? "W " : "R ").append(Long.toHexString(page)).append('\n');
            expected.add(PageAccess.of(page, isWrite));
        }
        TraceSource plain = TraceFiles.text(folder, text.toString());
        TraceSource compressed = TraceFiles.bytes(folder, "t.gz", TraceFiles.gzip(text.toString()));
        for (int batch : new int[] {1, 7, 4096, 1 << 20}) {
            assertEquals(expected, TraceFiles.readAll(plain, batch), "batch=" + batch);
            assertEquals(expected, TraceFiles.readAll(compressed, batch), "gzip, batch=" + batch);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 262_142, 262_143, 262_144, 262_145, 1_000_000})
    void skipsCommentsOfAnyLength(int length) {
        String comment = "#" + "c".repeat(length);
        String text = "R 1\n" + comment + "\nR 2\n" + comment + "\n" + comment + "\nW 3\n";
        assertEquals(List.of(r(1), r(2), w(3)), TraceFiles.readAll(TraceFiles.text(folder, text)));
        assertTrue(failure(text + "R x\n").contains("line 7: 'R x'"));
        assertTrue(failure(text + comment).contains("line 7"), "a comment that is cut");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "R", "R ", "R  1", " R 1", "R 1 ", "R\t1", "r 1", "X 1", "R 0x1", "R 1g", "R -1", "R 1,2",
                "R1", "RW 1", "R 1 2", "1", "R 1\r\r", "W\r", "\r"
            })
    void refusesWhatIsNotAnAccess(String line) {
        String escaped = line.replace("\t", "\\t").replace("\r", "\\r");
        String message = failure("R 1\n# c\n" + line + "\nR 2\n");
        assertTrue(message.contains("t.pt: line 3: '" + escaped + "' is not an access"), message);
        assertTrue(message.contains("'R <hex page>'"), message);
        assertTrue(message.lines().count() <= 2, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4000000000000000", "ffffffffffffffff", "10000000000000000", "123456789012345678901"})
    void refusesPageNumbersThatDoNotFit(String page) {
        String message = failure("R 1\nW " + page + "\n");
        assertTrue(message.contains("line 2: 'W " + page + "' has a page number over 3fffffffffffffff"), message);
    }

    @Test
    void namesABadLineOneMillion() {
        StringBuilder text = new StringBuilder();
        for (int line = 1; line < 1_000_000; line++) {
            text.append("R ").append(Integer.toHexString(line & 0xff)).append('\n');
        }
        text.append("Q 12\nR 1\n");
        assertTrue(failure(text.toString()).contains("line 1000000: 'Q 12'"));
        assertTrue(failure(TraceFiles.bytes(folder, "b.gz", TraceFiles.gzip(text.toString())))
                .contains("line 1000000: 'Q 12'"));
    }

    @Test
    void givesEveryAccessBeforeABadLineAndThenFailsAgainAndAgain() {
        long[] target = new long[10];
        try (TraceReader reader = TraceFiles.text(folder, "R 1\nW 2\nbad\n").open()) {
            assertEquals(2, reader.read(target, 0, 10));
            assertEquals(w(2), target[1]);
            assertThrows(TraceException.class, () -> reader.read(target, 0, 10));
            assertThrows(TraceException.class, () -> reader.read(target, 0, 10));
            assertEquals(2, reader.lines());
        }
    }

    @Test
    void showsOnlyTheStartOfALongBadLine() {
        for (int length : new int[] {60, 2_000, 300_000}) {
            String message = failure("R 1\nR " + "1".repeat(length) + "\nR 2\n");
            assertTrue(message.contains("line 2: 'R 1111") && message.length() < 300, message);
        }
    }

    @Test
    void saysThatABinaryFileIsNoTrace() {
        String message = failure("\177ELF\u0002\u0001\u0001\0\0\0\0\nR 1\n");
        assertTrue(message.contains("line 1: '\\x7fELF\\x02\\x01\\x01\\x00") && message.contains("binary"), message);
        assertTrue(failure("\u00fd7zXZ\0\u0004\u0088").contains("binary"), "short, without a line feed");
    }

    @Test
    void readsZstd() {
        byte[] text = "R 1\nW ff\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        TraceSource source = TraceFiles.bytes(folder, "t.pt.zst", Zstd.compress(text));
        List<Long> accesses = TraceFiles.readAll(source);
        assertEquals(2000, accesses.size());
        assertEquals(PageAccess.of(0xff, true), accesses.getLast());
        assertEquals("t", source.name());
    }

    @ParameterizedTest
    @CsvSource({"'', an empty file", "'# only\n# comments\n', its lines"})
    void refusesATraceWithoutAccess(String text, String reason) {
        assertTrue(failure(text).contains("t.pt: no access in " + reason), text);
        assertTrue(
                failure(TraceFiles.bytes(folder, "e.gz", TraceFiles.gzip(text))).contains("no access"), text);
    }

    @Test
    void noticesACutAtEveryByteOfAGzipFile() {
        byte[] whole = TraceFiles.gzip("R 1\nW 2\nR 3\n".repeat(20));
        for (int length = 2; length < whole.length; length++) {
            String message = failure(TraceFiles.bytes(folder, "cut.pt.gz", Arrays.copyOf(whole, length)));
            assertTrue(message.contains("cut.pt.gz") && message.contains("cut"), length + ": " + message);
        }
    }

    @Test
    void noticesACutAtEveryByteOfASecondGzipMember() {
        byte[] first = TraceFiles.gzip("R 1\n");
        byte[] second = TraceFiles.gzip("R 2\n");
        for (int length = 1; length < second.length; length++) {
            byte[] both = Arrays.copyOf(first, first.length + length);
            System.arraycopy(second, 0, both, first.length, length);
            TraceSource source = TraceFiles.bytes(folder, "cut.pt.gz", both);
            assertThrows(TraceException.class, () -> TraceFiles.readAll(source), "length=" + length);
        }
    }

    @Test
    void noticesAFlippedBitThatChangesTheText() {
        String text = "R 1\nW 2\nR 3\n".repeat(20);
        byte[] whole = TraceFiles.gzip(text);
        List<Long> accesses = TraceFiles.readAll(TraceFiles.bytes(folder, "good.gz", whole));
        int header = 10;
        int noticed = 0;
        for (int bit = Byte.SIZE * header; bit < Byte.SIZE * whole.length; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            try {
                // Some bits only pad the compressed data.
                assertEquals(accesses, TraceFiles.readAll(TraceFiles.bytes(folder, "bad.gz", damaged)), "bit=" + bit);
            } catch (TraceException e) {
                noticed++;
            }
        }
        assertTrue(noticed > 6 * (whole.length - header), "noticed=" + noticed);
    }
}
