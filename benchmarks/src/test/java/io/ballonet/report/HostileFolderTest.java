package io.ballonet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.report.data.ReportData;
import io.ballonet.report.data.SampleFolder;
import io.ballonet.result.Counter;
import io.ballonet.result.Kind;
import io.ballonet.result.RawRun;
import io.ballonet.result.Subject;
import io.ballonet.result.Surroundings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder in which every name that somebody else chooses is an attack on the page. */
final class HostileFolderTest {
    private static final String EVIL =
            "\"'><script>alert(1)</script><img src=x onerror=alert(2)> \u202egnp\u2066\u0007</style>";
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern DOES =
            Pattern.compile("(?i)<(script|img|link|iframe|object)\\b|<[^>]*\\s(on\\w+|src)=|@import|url\\(");

    @TempDir
    private Path temp;

    private static RawRun run(String contender, int threads, double fill, double value) {
        Subject subject = new Subject(
                EVIL,
                EVIL,
                contender,
                Kind.PEER,
                threads,
                new TreeMap<>(Map.of("fill", fill, EVIL, EVIL, "layout", EVIL, "gibibytes", (long) (8 * fill))),
                "ns/op",
                1,
                EVIL,
                1,
                threads,
                null);
        TreeMap<String, Counter> counters = new TreeMap<>(Map.of(EVIL, new Counter(3, EVIL)));
        for (String percentile : List.of("p50", "p90", "p99", "p999", "p9999", "max")) {
            counters.put(percentile, new Counter(value, "#"));
        }
        return new RawRun(
                subject, 0, "ns/op", List.of(value, value * 1.1), counters, new Surroundings(9, 9, 0, Double.NaN));
    }

    private Map<String, String> files() throws Exception {
        List<RawRun> runs = new ArrayList<>();
        for (String contender : List.of("plain", EVIL)) {
            for (int threads = 1; threads <= 2; threads++) {
                runs.add(run(contender, threads, 0.5, 10 * threads));
                runs.add(run(contender, threads, 0.9, 20 * threads));
            }
        }
        Path folder = SampleFolder.write(temp.resolve("a"), SampleFolder.environment(EVIL, EVIL, EVIL, true), runs);
        Files.writeString(
                folder.resolve("balloon-size.csv"),
                "time_us," + EVIL + "_balloon," + EVIL + "_target,free_frames\n0,1,2,3\n9,1,2," + EVIL + "\n");
        Files.writeString(
                folder.resolve("curve.csv"),
                "trace,policy,frames,misses,miss_ratio\n" + (EVIL + "," + EVIL + ",1," + EVIL + ",0.5\n").repeat(2));
        return HtmlReport.files(ReportData.read(List.of(folder)));
    }

    @Test
    void noNameBecomesMarkup() throws Exception {
        Map<String, String> files = files();
        assertTrue(files.size() > 5, files.keySet().toString());
        files.forEach((name, text) -> {
            assertFalse(DOES.matcher(QUOTED.matcher(text).replaceAll("")).find(), name);
            assertEquals(1, text.split("</style>", -1).length - 1, name);
            assertTrue(text.contains("&quot;&#39;&gt;"), name + ": the attack is on it");
            assertFalse(text.chars().anyMatch(c -> c == 0x202e || c == 0x2066 || c == 7), name);
            assertTrue(name.matches("report\\.html|plots/[a-z0-9-]{1,90}\\.svg"), name);
        });
    }

    @Test
    void everyPlotIsWellFormed() throws Exception {
        for (Map.Entry<String, String> file : files().entrySet()) {
            if (file.getKey().endsWith(".svg")) {
                String root = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(file.getValue().getBytes(StandardCharsets.UTF_8)))
                        .getDocumentElement()
                        .getTagName();
                assertEquals("svg", root, file.getKey());
            }
        }
    }

    @Test
    void aCommandIsOneWordForTheShellWhateverItNames() throws Exception {
        ReportData data = ReportData.read(List.of(SampleFolder.write(
                temp.resolve("b"),
                SampleFolder.environment("x", "x", "x", false),
                List.of(run("a; rm -r ~ $(x) `y` 'z'", 1, 0.5, 1)))));
        String command = data.rows().getFirst().command();
        assertTrue(command.contains(" -p 'contender=a; rm -r ~ $(x) `y` '\\''z'\\''' "), command);
    }
}
