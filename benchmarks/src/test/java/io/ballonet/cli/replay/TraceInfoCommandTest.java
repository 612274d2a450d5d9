package io.ballonet.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TraceInfoCommandTest {
    @TempDir
    Path folder;

    private static Cli.Outcome info(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "info";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Cli.run(new TraceCommand(), all);
    }

    private String trace(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void printsTheManifestsColumnsAndThePageRangeAsCsv() throws IOException {
        Cli.Outcome outcome = info("own_sort", trace("plain.pt", "R ff\nW 0\n"), "--format", "csv");
        List<String> lines = outcome.out().lines().toList();
        assertEquals(
                "file,accesses,distinct_pages,writes,write_share,gz_bytes,sha256_of_uncompressed_text,min_page,max_page",
                lines.get(0));
        assertTrue(
                lines.get(1)
                        .startsWith("own_sort.pt.gz,4578121,469,1327971,0.290,286629,"
                                + "ab7556d4d8ade35788e3f5b69123fd32c5f0d880db8deebd0c4a38b393dafc9b,"),
                lines.get(1));
        assertTrue(
                lines.get(2).startsWith("plain.pt,2,2,1,0.500,,")
                        && lines.get(2).endsWith(",0,ff"),
                lines.get(2));
        assertEquals(0, outcome.status());
    }

    @Test
    void printsABlockAFileForPeople() throws IOException {
        String out = info(trace("t.pt", "R ff\nW 0\n".repeat(1000))).out();
        assertTrue(out.startsWith("file                         t.pt\naccesses                     2,000\n"), out);
        assertTrue(out.contains("write share                  50.000 %\n"), out);
        assertTrue(out.contains("max page                     ff\n"), out);
    }

    @Test
    void printsJson() throws IOException {
        String out = info(trace("t.pt", "W 1\n"), "--format", "json").out();
        assertEquals(1, new ObjectMapper().readTree(out).get(0).get("writes").asLong());
    }

    @Test
    void namesABadFileAndPrintsNothing() throws IOException {
        Cli.Outcome outcome = info("own_sort", trace("bad.pt", "R 1\nR zz\n"));
        assertEquals(1, outcome.status());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().contains("bad.pt: line 2: 'R zz' is not an access"), outcome.err());
    }

    @Test
    void refusesToRunWithoutASubcommandOrFile() {
        Cli.Outcome outcome = Cli.run(new TraceCommand());
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("known: info, import"), outcome.err());
        assertEquals(2, info().status());
    }

    @Test
    void endsItsHelpWithAnExample() {
        CommandLine trace = new CommandLine(new TraceCommand());
        assertTrue(trace.getUsageMessage().stripTrailing().endsWith("ballonet trace info own_cc1"));
        String info = new CommandLine(new TraceInfoCommand()).getUsageMessage();
        assertTrue(info.stripTrailing().endsWith("ballonet trace info own_cc1 captured.pt.gz --format csv"), info);
    }
}
