package io.ballonet.cli.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ballonet.cli.Home;
import io.ballonet.scenario.Scenarios;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import picocli.CommandLine;

/** The page that walks from a slow number to its cause: what it names is there. */
final class SlowNumberPageTest {
    private static final Path PAGE = Home.directory().resolve("docs/from-a-slow-number-to-its-cause.md");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./ballonet profile (.*)$");
    private static final Pattern FILE = Pattern.compile("\\]\\(([^)#]+)\\)");

    @Test
    void everyProfileOfThePageIsOfSomethingThatExists() throws IOException {
        List<String> lines = COMMAND.matcher(Files.readString(PAGE))
                .results()
                .map(line -> line.group(1))
                .toList();
        assertFalse(lines.isEmpty());
        List<String> benchmarks = shipped();
        for (String line : lines) {
            CommandLine.ParseResult parsed = new CommandLine(new ProfileCommand()).parseArgs(line.split(" ", -1));
            String name = parsed.matchedPositionals().getFirst().getValue();
            assertEquals(
                    name,
                    Target.of(name, Scenarios.REGISTRY.names(), benchmarks).label(),
                    line);
        }
    }

    /** JMH's list of our own benchmarks; the test's own list, which comes first, is of examples alone. */
    private static List<String> shipped() throws IOException {
        List<String> names = new ArrayList<>();
        for (URL list : Collections.list(
                SlowNumberPageTest.class.getClassLoader().getResources(BenchmarkList.BENCHMARK_LIST.substring(1)))) {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(list.openStream(), StandardCharsets.UTF_8))) {
                lines.lines()
                        .map(BenchmarkListEntry::new)
                        .map(BenchmarkListEntry::getUsername)
                        .forEach(names::add);
            }
        }
        return names;
    }

    @Test
    void everyLinkOfThePageIsThere() throws IOException {
        List<String> missing = FILE.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult link) -> link.group(1))
                .filter(link -> !Files.exists(PAGE.resolveSibling(link)))
                .toList();
        assertEquals(List.of(), missing);
    }
}
