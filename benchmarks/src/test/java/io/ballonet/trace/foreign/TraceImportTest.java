package io.ballonet.trace.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import io.ballonet.trace.Decompressed;
import io.ballonet.trace.PublicTraces;
import io.ballonet.trace.TraceException;
import io.ballonet.trace.TraceSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceImportTest {
    private static final TraceImport LIRS = Imports.as(ForeignFormat.LIRS);

    @TempDir
    Path folder;

    private static byte[] compressed(String how, byte[] text) throws IOException {
        if (how.equals("zstd")) {
            return Zstd.compress(text);
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(text);
        }
        return compressed.toByteArray();
    }

    private static byte[] numbers(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i * 7919L % 65_537).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "lackey_perl_raw_200k.log.gz, LACKEY, false, 0, native/lackey_perl_raw_200k.instr0.win0.pt.gz",
        "lackey_perl_raw_200k.log.gz, LACKEY, true, 0, native/lackey_perl_raw_200k.instr1.win0.pt.gz",
        "lackey_perl_raw_200k.log.gz, LACKEY, false, 1000, native/lackey_perl_raw_200k.instr0.win1000.pt.gz",
        "lirs_cs.trace.gz, LIRS, false, 0, lirs_cs.pt.gz",
        "lirs_sprite.trace.gz, LIRS, false, 0, lirs_sprite.pt.gz",
        "arc_OLTP.lis.zst, ARC, false, 0, arc_oltp.pt.gz",
        "cloudPhysicsIO.csv.gz, CLOUDPHYSICS, false, 0, cloudphysics_io.pt.gz"
    })
    void equalsThePublicPageTraceOfEachNativeFile(
            String file, ForeignFormat format, boolean instructions, long window, String expected) throws IOException {
        Path traces = PublicTraces.folderOrSkip(TraceImportTest.class);
        Path output = folder.resolve("out.pt");
        new TraceImport(format, instructions, window)
                .run(traces.resolve("native").resolve(file), output, (done, whole) -> {});
        TraceSource source = TraceSource.ofFile(traces.resolve(expected));
        try (InputStream text = Decompressed.open(source, 1 << 16).text()) {
            assertTrue(Arrays.equals(text.readAllBytes(), Files.readAllBytes(output)), expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void unpacksByTheFirstBytesWhateverTheName(String how) throws IOException {
        byte[] text = numbers(100_000);
        assertEquals(Imports.imported(folder, LIRS, text), Imports.imported(folder, LIRS, compressed(how, text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void takesALastLineWithoutLineFeedWhereAChecksumVouchesForIt(String how) throws IOException {
        byte[] text = "1\n255".getBytes(StandardCharsets.US_ASCII);
        assertEquals("R 1\nR ff\n", Imports.imported(folder, LIRS, compressed(how, text)));
        String message = Imports.refused(folder, LIRS, text);
        assertTrue(
                message.startsWith("in: line 2: the last line, '255', has no line feed, so the file may be cut\n"),
                message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void refusesACutFile(String how) throws IOException {
        byte[] whole = compressed(how, numbers(50_000));
        for (int length : new int[] {whole.length - 1, whole.length / 2, 20}) {
            String message = Imports.refused(folder, LIRS, Arrays.copyOf(whole, length));
            assertTrue(message.contains("the compressed data is cut; copy the file again"), how + ", " + message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void refusesADamagedFile(String how) throws IOException {
        byte[] whole = compressed(how, numbers(50_000));
        byte[] followed = Arrays.copyOf(whole, whole.length + 4);
        followed[whole.length] = 'x';
        String message = Imports.refused(folder, LIRS, followed);
        assertTrue(message.contains("damaged") || message.contains("cut"), how + ", " + message);
    }

    @Test
    void refusesAForeignFile() throws IOException {
        byte[] elf = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, '\n'};
        String message = Imports.refused(folder, LIRS, elf);
        assertTrue(message.startsWith("in: line 1: '\\x7fELF\\x02"), message);
        assertTrue(message.contains("looks binary"), message);
        byte[] endless = new byte[300_000];
        Arrays.fill(endless, (byte) '1');
        assertTrue(Imports.refused(folder, LIRS, endless).contains("goes on past 262144 bytes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "***\n"})
    void refusesAFileWithoutAccess(String text) throws IOException {
        String message = Imports.refused(folder, LIRS, text);
        assertTrue(message.startsWith("in: no access in"), message);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Path output = folder.resolve("out.pt");
        String message = assertThrows(
                        TraceException.class, () -> LIRS.run(folder.resolve("none"), output, (done, whole) -> {}))
                .getMessage();
        assertTrue(message.contains("none: no such file"), message);
    }

    @Test
    void neverReplacesAnOutput() throws IOException {
        Path input = Files.writeString(folder.resolve("in"), "1\n");
        Path output = Files.writeString(folder.resolve("out.pt"), "mine");
        String message = assertThrows(TraceException.class, () -> LIRS.run(input, output, (done, whole) -> {}))
                .getMessage();
        assertTrue(message.contains("out.pt exists and is not replaced; remove it or choose another name"), message);
        assertEquals("mine", Files.readString(output));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(input, output), files.sorted().toList());
        }
    }

    @Test
    void tellsHowMuchOfTheFileIsRead() throws IOException {
        Path input = Files.write(folder.resolve("in"), "7\n".repeat(3 << 20).getBytes(StandardCharsets.US_ASCII));
        long[] last = new long[2];
        TraceImport.Outcome outcome = LIRS.run(input, folder.resolve("out.pt"), (done, whole) -> {
            assertTrue(done > last[0] && done <= whole);
            last[0] = done;
            last[1] = whole;
        });
        assertEquals(Files.size(input), last[1]);
        assertEquals(new TraceImport.Outcome(3 << 20, 3 << 20, 3 << 20, 0), outcome);
    }
}
