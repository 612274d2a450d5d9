package io.ballonet.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page in a real browser without a network: what it looks like there, in numbers. */
final class BrowserPage {
    private static final int LIMIT_SECONDS = 90;
    private static final Pattern FACTS = Pattern.compile("<pre id=\"facts\">([^<]*)</pre>");
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private final String said;
    private final String facts;

    private BrowserPage(String said, String facts) {
        this.said = said;
        this.facts = facts;
    }

    /** The browser of this machine. */
    static Optional<Path> browser() {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens a page in a frame so wide, in the reader's dark or light scheme; {@code temp} is for the browser's own files. */
    static BrowserPage open(Path browser, String html, int width, boolean dark, Path temp)
            throws IOException, InterruptedException {
        Path page = temp.resolve("frame.html");
        Files.writeString(page, frame(html, width));
        Path out = temp.resolve("out.txt");
        Path err = temp.resolve("err.txt");
        List<String> command = new ArrayList<>(List.of(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--user-data-dir=" + temp.resolve("profile"),
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--enable-logging=stderr",
                "--v=0",
                "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
                "--window-size=1400,1000",
                "--dump-dom",
                page.toUri().toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException("no answer of " + browser + " within " + LIMIT_SECONDS + " s");
        }
        String dom = Files.readString(out);
        Matcher facts = FACTS.matcher(dom);
        if (!facts.find()) {
            throw new IOException("the page did not load: " + Files.readString(err));
        }
        return new BrowserPage(Files.readString(err), facts.group(1));
    }

    /** What the page wrote on its console. */
    List<String> console() {
        return said.lines().filter(line -> line.contains("CONSOLE")).toList();
    }

    /** One of the facts that {@link #frame} collects. */
    double number(String name) {
        return Double.parseDouble(text(name));
    }

    String text(String name) {
        Matcher fact = Pattern.compile("(?m)^" + name + "=(.*)$").matcher(facts);
        if (!fact.find()) {
            throw new IllegalArgumentException("no fact: name=" + name + ", facts=" + facts);
        }
        return fact.group(1);
    }

    private static String frame(String html, int width) {
        String source = html.replace("&", "&amp;").replace("\"", "&quot;");
        return """
                <!doctype html><meta charset="utf-8"><body><pre id="facts"></pre>
                <script>
                function look(frame) {
                  const page = frame.contentDocument, view = frame.contentWindow;
                  const shown = query => [...page.querySelectorAll(query)].filter(e => {
                    const box = e.getBoundingClientRect();
                    return box.width > 0 && box.height > 0;
                  });
                  const names = [...page.querySelectorAll("svg.xy")].filter(e => e.getBoundingClientRect().width > 0)
                    .flatMap(svg => {
                      const boxes = [...svg.querySelectorAll("text.name")].map(e => e.getBoundingClientRect());
                      return boxes.filter((a, i) => boxes.slice(i + 1).some(b =>
                        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2));
                    });
                  const facts = {
                    plots: shown("svg.xy").length,
                    marks: shown("svg.xy .mark, svg.xy .line").length,
                    dots: shown("circle.dot").length,
                    rows: page.querySelectorAll("tbody tr:not(.cmd):not(.part)").length,
                    commands: page.querySelectorAll("tr.cmd code").length,
                    wide: page.documentElement.scrollWidth,
                    outside: shown("figure, table, .scroll, pre, p, li, h1, h2, h3, dl, svg").filter(e =>
                      !e.closest(".scroll table") && e.getBoundingClientRect().right > view.innerWidth + 1).length,
                    requests: view.performance.getEntriesByType("resource").length,
                    overlaps: names.length,
                    scripts: page.scripts.length,
                    skip: page.querySelector("a.skip") ? page.querySelectorAll(page.querySelector("a.skip").hash).length : 0,
                    dead: [...page.querySelectorAll("a[href^='#']")].filter(a => !page.getElementById(a.hash.slice(1))).length,
                    ids: page.querySelectorAll("[id]").length - new Set([...page.querySelectorAll("[id]")].map(e => e.id)).size,
                    background: view.getComputedStyle(page.documentElement).backgroundColor,
                    loadMs: performance.now() - window.begun
                  };
                  document.getElementById("facts").textContent =
                    Object.entries(facts).map(f => f.join("=")).join("\\n");
                }
                window.begun = performance.now();
                </script>
                <iframe style="border:0;width:%dpx;height:900px" onload="look(this)" srcdoc="%s"></iframe>
                """.formatted(width, source);
    }
}
