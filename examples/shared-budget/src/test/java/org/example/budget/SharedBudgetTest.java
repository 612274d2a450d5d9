package org.example.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.host.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SharedBudgetTest {
    private static final Path SOURCES = Path.of("src/main/java/org/example/budget");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final int BYTES = 8 << 20;
    private static final int SLOTS = 1536;
    private static final int MOST_LINES = 60;
    private static final int MOST_LINES_OF_A_SNIPPET = 15;

    /** Stepped, so that the same happens each time. */
    @Test
    void cacheThatGrowsGetsThePagesOfTheIdleOne() {
        try (MemoryBudget budget = MemoryBudget.stepped(BYTES)) {
            PageCache articles = new PageCache(budget, "articles", SLOTS);
            PageCache images = new PageCache(budget, "images", SLOTS);
            SharedBudget.fill(articles, "article");
            assertEquals(articles.memory().bytes(), articles.memory().usedBytes());
            assertEquals(0, articles.memory().givenBytes());

            SharedBudget.fill(images, "image");
            assertTrue(
                    articles.memory().givenBytes() > 2 << 20,
                    () -> "givenBytes=" + articles.memory().givenBytes());
            assertTrue(articles.memory().usedBytes() + images.memory().usedBytes() <= BYTES);

            for (int key = 0; key < SLOTS; key++) {
                assertEquals("article " + key, SharedBudget.text(articles, key));
                assertEquals("image " + key, SharedBudget.text(images, key));
            }
        }
    }

    @Test
    void keyThatAnotherReplacedIsNotFound() {
        try (MemoryBudget budget = MemoryBudget.stepped(BYTES)) {
            PageCache cache = new PageCache(budget, "cache", 4);
            assertEquals("none", SharedBudget.text(cache, 0));
            cache.put(-3, new byte[0]);
            assertEquals("", SharedBudget.text(cache, -3));
            cache.put(1, "later".getBytes(StandardCharsets.UTF_8));
            assertEquals("none", SharedBudget.text(cache, -3));
            assertEquals("later", SharedBudget.text(cache, 1));
            assertThrows(IllegalArgumentException.class, () -> cache.put(0, new byte[4081]));
        }
    }

    @Test
    void mainPrintsWhatItSays() {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(stream);
            SharedBudget.main(new String[0]);
        } finally {
            System.setOut(out);
        }
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals("6291456", lines.get(0));
        assertTrue(Long.parseLong(lines.get(1)) > 0, lines.toString());
        assertEquals("article 7", lines.get(2));
    }

    @Test
    void exampleIsShort() throws IOException {
        for (String name : List.of("PageCache.java", "SharedBudget.java")) {
            int lines = Files.readAllLines(SOURCES.resolve(name)).size();
            assertTrue(lines <= MOST_LINES, name + ": lines=" + lines);
        }
    }

    /** A snippet about budgets in a page for users is part of the example, line by line. */
    @ParameterizedTest
    @ValueSource(strings = {"../README.md", "../../README.md"})
    void snippetsAreOfTheExample(String page) throws IOException {
        String source = lines(Files.readString(SOURCES.resolve("SharedBudget.java")));
        Matcher snippets = JAVA.matcher(Files.readString(Path.of(page)));
        while (snippets.find()) {
            if (snippets.group(1).contains("MemoryBudget")) {
                String snippet = lines(snippets.group(1));
                assertTrue(source.contains(snippet), page + ": not in SharedBudget.java:\n" + snippet);
                assertTrue(snippet.lines().count() <= MOST_LINES_OF_A_SNIPPET, page);
            }
        }
    }

    private static String lines(String text) {
        return Arrays.stream(text.split("\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
