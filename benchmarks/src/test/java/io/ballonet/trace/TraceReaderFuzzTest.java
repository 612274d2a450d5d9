package io.ballonet.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile bytes: the reader agrees with a slow reader by regular expression on each, and fails in no other way. */
final class TraceReaderFuzzTest {
    private static final Pattern ACCESS = Pattern.compile("([RW]) ([0-9a-fA-F]+)\r?");
    private static final String ALPHABET = "RW  0123456789abcdefABCDEF##\n\n\n\r\tx-";

    /** What a trace says: its accesses, then the number of the line that is wrong, or 0. */
    private record Outcome(List<Long> accesses, long badLine) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithASlowReaderOnHostileText(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            byte[] text = hostile(random);
            String where =
                    "seed=" + seed + ", round=" + round + ", text=" + new String(text, StandardCharsets.ISO_8859_1);
            assertEquals(slowly(text), quickly(text, "f.pt"), where);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void failsOnlyWithATraceExceptionOnHostileGzip(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            byte[] bytes = TraceFiles.gzip("R 1\nW 2f\n# c\n".repeat(1 + random.nextInt(50)));
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt();
            }
            quickly(bytes, "f.gz");
        }
    }

    private static byte[] hostile(Random random) {
        StringBuilder text = new StringBuilder();
        int lines = random.nextInt(12);
        for (int line = 0; line < lines; line++) {
            switch (random.nextInt(12)) {
                case 0 -> text.append('#').append("z".repeat(random.nextInt(70)));
                case 1 ->
                    text.append("R ").append("0".repeat(random.nextInt(30))).append("1");
                case 2 -> text.append("W ").append(Long.toHexString(random.nextLong()));
                default ->
                    text.append(random.nextBoolean() ? "W " : "R ")
                            .append(Long.toHexString(random.nextLong() >>> (2 + random.nextInt(60))));
            }
            text.append(random.nextInt(8) == 0 ? "\r\n" : "\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length > 0 && random.nextBoolean()) {
            bytes[random.nextInt(bytes.length)] = random.nextInt(4) == 0
                    ? (byte) random.nextInt()
                    : (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return bytes;
    }

    private static Outcome quickly(byte[] bytes, String name) {
        List<Long> accesses = new ArrayList<>();
        long[] target = new long[3];
        long lines = 0;
        TraceSource source = TraceSource.ofResource(name, () -> new ByteArrayInputStream(bytes));
        try (TraceReader reader = source.open()) {
            try {
                for (int count = reader.read(target, 0, 3); count > 0; count = reader.read(target, 0, 3)) {
                    for (int i = 0; i < count; i++) {
                        accesses.add(target[i]);
                    }
                }
            } catch (TraceException e) {
                lines = reader.lines() + 1;
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            }
        } catch (TraceException e) {
            lines = 1;
        }
        return new Outcome(accesses, lines);
    }

    private static Outcome slowly(byte[] bytes) {
        List<Long> accesses = new ArrayList<>();
        String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean isLast = i == lines.length - 1;
            if (isLast && lines[i].isEmpty()) {
                return new Outcome(accesses, accesses.isEmpty() ? i + 1 : 0);
            }
            Matcher access = ACCESS.matcher(lines[i]);
            boolean isComment = lines[i].startsWith("#");
            if (isLast || !(isComment || access.matches())) {
                return new Outcome(accesses, i + 1);
            }
            if (!isComment) {
                String digits = access.group(2).replaceFirst("^0+(?=.)", "");
                if (digits.length() > 16 || Long.compareUnsigned(Long.parseUnsignedLong(digits, 16), 1L << 62) >= 0) {
                    return new Outcome(accesses, i + 1);
                }
                accesses.add(PageAccess.of(
                        Long.parseLong(digits, 16), access.group(1).equals("W")));
            }
        }
        throw new AssertionError("split gives at least one piece");
    }
}
