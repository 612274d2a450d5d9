package io.ballonet.trace.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a line of each format means, on small samples written by hand. */
final class ForeignFormatTest {
    @TempDir
    Path folder;

    private String sample(TraceImport how, String name) throws IOException {
        try (InputStream bytes = ForeignFormatTest.class.getResourceAsStream(name)) {
            return Imports.imported(
                    folder, how, Objects.requireNonNull(bytes, name).readAllBytes());
        }
    }

    @Test
    void mergesRunsOfLackeyDataAccesses() throws IOException {
        // A load of page 2 joins the store across pages 2 and 3, and so does a modify of page 3.
        String trace = sample(Imports.as(ForeignFormat.LACKEY), "sample.lackey");
        assertEquals("R 1ffe\nW 2\nW 3\nR 1ffe\nR ffffffffff600\n", trace);
    }

    @Test
    void takesInstructionsOfLackeyAsReadsIfAsked() throws IOException {
        String trace = sample(new TraceImport(ForeignFormat.LACKEY, true, 0), "sample.lackey");
        assertEquals("R 401\nR 1ffe\nR 401\nR 402\nW 2\nW 3\nR 401\nR 1ffe\nR ffffffffff600\n", trace);
    }

    @ParameterizedTest
    @CsvSource({
        // A window counts accesses: the store across two pages is one.
        "1, R 1ffe|R 2|W 2|W 3|W 3|R 1ffe|R ffffffffff600",
        "2, R 1ffe|R 2|W 2|W 3|R 1ffe|R ffffffffff600",
        "3, R 1ffe|W 2|W 3|W 3|R 1ffe|R ffffffffff600",
        "5, R 1ffe|W 2|W 3|R ffffffffff600",
        "1000, R 1ffe|W 2|W 3|R ffffffffff600"
    })
    void keepsEachPageOnceInAWindow(long window, String lines) throws IOException {
        String trace = sample(new TraceImport(ForeignFormat.LACKEY, false, window), "sample.lackey");
        assertEquals(lines.replace('|', '\n') + "\n", trace);
    }

    @Test
    void readsEveryBlockOfALirsTrace() throws IOException {
        assertEquals("R 0\nR ff\nR ff\nR 3fffffffffffffff\n", sample(Imports.as(ForeignFormat.LIRS), "sample.lirs"));
    }

    @Test
    void readsTheBlocksOfAnArcRequest() throws IOException {
        assertEquals("R a\nR b\nR c\nR 64\nR a\n", sample(Imports.as(ForeignFormat.ARC), "sample.arc"));
    }

    @Test
    void touchesThePagesFromFirstToLastByteOfADiskRequest() throws IOException {
        String trace = sample(Imports.as(ForeignFormat.CLOUDPHYSICS), "sample.cloudphysics");
        assertEquals("W 0\nR 0\nR 1\nR 2\nW 1\nR 2\nR 3\n", trace);
    }

    @ParameterizedTest
    @EnumSource(ForeignFormat.class)
    void takesWindowsLineEndsAlike(ForeignFormat format) throws IOException {
        String name = "sample." + format;
        String plain = sample(Imports.as(format), name);
        try (InputStream bytes = Objects.requireNonNull(ForeignFormatTest.class.getResourceAsStream(name))) {
            String text = new String(bytes.readAllBytes(), StandardCharsets.US_ASCII);
            assertEquals(plain, Imports.imported(folder, Imports.as(format), text.replace("\n", "\r\n")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "LACKEY | R 1ffe",
                "LACKEY | \" L 1000\"",
                "LACKEY | \" L 1000,\"",
                "LACKEY | \" L ,8\"",
                "LACKEY | \" L 1000,8 \"",
                "LACKEY | \" L1000,8\"",
                "LACKEY | \" L  1000,8\"",
                "LACKEY | \"I 1000,8\"",
                "LACKEY | \" X 1000,8\"",
                "LACKEY | \" L 10g0,8\"",
                "LIRS | x",
                "LIRS | -1",
                "LIRS | 1 2",
                "LIRS | **1",
                "LIRS | 0x10",
                "ARC | 1 2 3",
                "ARC | 1 2 3 4 5",
                "ARC | 1,2,3,4",
                "ARC | 1 -2 3 4",
                "ARC | \" \"",
                "CLOUDPHYSICS | 1,2,28,512",
                "CLOUDPHYSICS | 1,2,29,512,7",
                "CLOUDPHYSICS | 1,2,28,512,7,8",
                "CLOUDPHYSICS | 1,2,zz,512,7",
                "CLOUDPHYSICS | version,time,op,size,lbn"
            })
    void refusesALineThatIsNotOfTheFormat(ForeignFormat format, String bad) throws IOException {
        String good = switch (format) {
            case LACKEY -> " L 1000,8\n";
            case LIRS -> "1\n";
            case ARC -> "1 1 0 0\n";
            case CLOUDPHYSICS -> "1,2,28,512,7\n";
        };
        String message = Imports.refused(folder, Imports.as(format), good + bad + "\n" + good);
        assertTrue(
                message.startsWith("in: line 2: '" + bad + "' is no line of " + format + "\n  a line is '"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "LACKEY | \" L 10000000000000000,8\"",
                "LACKEY | \" L ffffffffffffffff,2\"",
                "LACKEY | \" L 1000,1048577\"",
                "LIRS | 4611686018427387904",
                "LIRS | 99999999999999999999999999",
                "ARC | 4611686018427387903 1 0 0",
                "ARC | 1 1048577 0 0",
                "ARC | 1 1 9223372036854775808 0",
                "CLOUDPHYSICS | 1,2,28,4294967297,7",
                "CLOUDPHYSICS | 1,2,28,512,9007199254740992",
                "CLOUDPHYSICS | 1,2,10000000000000028,512,7"
            })
    void refusesNumbersOutOfRange(ForeignFormat format, String bad) throws IOException {
        String message = Imports.refused(folder, Imports.as(format), bad + "\n");
        assertTrue(
                message.startsWith("in: line 1: '" + bad + "' has a number that is too large for " + format), message);
    }

    @Test
    void takesTheLargestNumbers() throws IOException {
        assertEquals(
                "R fffffffffffff\n",
                Imports.imported(folder, Imports.as(ForeignFormat.LACKEY), " L ffffffffffffffff,1\n"));
        assertEquals(
                "R 3fffffffffefffff\n",
                Imports.imported(folder, Imports.as(ForeignFormat.ARC), "4611686018426339327 1 9 9\n"));
        assertEquals(
                "R 3ffffffffffff\n",
                Imports.imported(folder, Imports.as(ForeignFormat.CLOUDPHYSICS), "1,2,28,512,9007199254740991\n"));
    }
}
