package io.ballonet.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TraceInfoTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "own_sqlite, 1613790, 875, 699814, 788748, a8fbc67c6cf25d6dba06ea35dd4273d9a48048cfc1c66a8c3077f9509ff01d66",
        "own_sort, 4578121, 469, 1327971, 286629, ab7556d4d8ade35788e3f5b69123fd32c5f0d880db8deebd0c4a38b393dafc9b",
        "own_cc1, 3944205, 3016, 1186598, 3384191, 7108d4b752ce5132ad81ec10ab583cdd4afc1a223464c6ee9c06afa1a04e0ffc"
    })
    void describesTheShippedTracesAsTheyWereCaptured(
            String name, long accesses, long distinct, long writes, long bytes, String sha256) {
        TraceInfo info = TraceInfo.read(ShippedTraces.source(name));
        assertEquals(name + ".pt.gz", info.fileName());
        assertEquals(accesses, info.accesses());
        assertEquals(distinct, info.distinctPages());
        assertEquals(writes, info.writes());
        assertEquals(bytes, info.compressedBytes());
        assertEquals(sha256, info.sha256());
    }

    @Test
    void describesAPlainFile() {
        TraceInfo info = TraceInfo.read(TraceFiles.text(folder, "# c\nR 3\nW ff\nR 3\nR 0\n"));
        String sha256 = "184cac80a9b8261cf974e8bfd849dcd8fc5bd673decfdf8d69cff5a5594ed4bf";
        assertEquals(new TraceInfo("t.pt", 4, 3, 1, 0, 0xff, 0, sha256), info);
        assertEquals(0.25, info.writeShare());
    }

    @Test
    void hashesTheTextAlikePlainAndCompressed() {
        String text = "# c\nR 3\nW ff\n";
        TraceInfo plain = TraceInfo.read(TraceFiles.text(folder, text));
        TraceInfo compressed = TraceInfo.read(TraceFiles.bytes(folder, "t.pt.gz", TraceFiles.gzip(text)));
        assertEquals(plain.sha256(), compressed.sha256());
        assertEquals(TraceFiles.gzip(text).length, compressed.compressedBytes());
    }
}
