package io.ballonet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ballonet.report.data.ReportData;
import io.ballonet.report.data.SampleFolder;
import io.ballonet.result.RawRun;
import io.ballonet.result.SampleResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The report as a browser shows it: no error, no request, everything drawn, nothing wider than the window. */
final class ReportInBrowserTest {
    private static final int PHONE = 360;
    private static final int DESK = 1280;

    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path shared;

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path temp;

    private Path browser = Path.of("");

    @BeforeEach
    void findBrowser() {
        Optional<Path> found = BrowserPage.browser();
        if (found.isEmpty()) {
            System.out.println("ReportInBrowserTest is skipped: no chromium or google-chrome on the PATH");
        }
        assumeTrue(found.isPresent(), "no chromium or google-chrome on the PATH");
        browser = found.orElseThrow();
    }

    private String report() throws Exception {
        Path folder = SampleFolder.write(Files.createTempDirectory(shared, "folder"));
        RawRun loop = SampleResult.runs().stream()
                .filter(run -> run.subject().benchmark().equals("pair-latency"))
                .findFirst()
                .orElseThrow();
        SampleFolder.latencyLog(folder, loop.subject(), "response");
        SampleFolder.latencyLog(folder, loop.subject(), "service");
        Files.writeString(
                folder.resolve("balloon-size.csv"),
                "time_us,a_target,a_balloon,b_target,b_balloon,free_frames\n0,0,0,9,0,40\n1000,5,5,9,9,10\n");
        Files.writeString(
                folder.resolve("curve.csv"),
                "trace,accesses,distinct,policy,frames,misses,miss_ratio\nt,100,9,lru,1,90,0.9\nt,100,9,lru,8,20,0.2\n");
        return String.valueOf(HtmlReport.files(ReportData.read(List.of(folder))).get("report.html"));
    }

    @Test
    void showsEverythingWithoutErrorOrRequest() throws Exception {
        BrowserPage page = BrowserPage.open(browser, report(), DESK, false, temp);
        assertEquals(List.of(), page.console());
        assertEquals(0, page.number("requests"));
        assertEquals(0, page.number("scripts"));
        assertTrue(page.number("plots") >= 6, page.text("plots"));
        assertTrue(page.number("marks") >= 40, page.text("marks"));
        assertTrue(page.number("dots") >= 50, page.text("dots"));
        assertEquals(page.number("rows"), page.number("commands"), "each row has its command");
        assertEquals(0, page.number("overlaps"), "names of lines over each other");
    }

    @Test
    void linksLeadSomewhereAndNamesAreGivenOnce() throws Exception {
        BrowserPage page = BrowserPage.open(browser, report(), DESK, false, temp);
        assertEquals(1, page.number("skip"));
        assertEquals(0, page.number("dead"));
        assertEquals(0, page.number("ids"));
    }

    @Test
    void fitsATelephone() throws Exception {
        BrowserPage page = BrowserPage.open(browser, report(), PHONE, false, temp);
        assertTrue(page.number("wide") <= PHONE, page.text("wide"));
        assertEquals(0, page.number("outside"), "what is wider than the window, tables in their boxes apart");
        assertTrue(page.number("plots") >= 6, page.text("plots"));
        assertEquals(0, page.number("overlaps"), "names of lines over each other");
    }

    @Test
    void followsTheReadersScheme() throws Exception {
        String report = report();
        BrowserPage light =
                BrowserPage.open(browser, report, DESK, false, Files.createDirectory(temp.resolve("light")));
        BrowserPage dark = BrowserPage.open(browser, report, DESK, true, Files.createDirectory(temp.resolve("dark")));
        assertNotEquals(light.text("background"), dark.text("background"));
        assertEquals(List.of(), dark.console());
    }

    /** The checks above see what they look for. */
    @Test
    void aBrokenPageIsSeen() throws Exception {
        String broken =
                "<!doctype html><html><head><style>p{width:700px}</style></head><body><a class=skip href=#x>s</a>"
                        + "<p>wide</p><img src=\"https://example.invalid/x.png\"><script>console.error('seen')</script></body></html>";
        BrowserPage page = BrowserPage.open(browser, broken, PHONE, false, temp);
        assertTrue(
                page.console().stream().anyMatch(line -> line.contains("seen")),
                page.console().toString());
        assertTrue(page.number("wide") > PHONE && page.number("outside") > 0);
        assertEquals(1, page.number("dead"));
        assertTrue(page.number("requests") >= 1, page.text("requests"));
    }
}
