package io.ballonet.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ballonet.cli.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command line in the documents, in order, as a reader would type it, but {@link Shortened}. Maven's are looked at instead
 * of run, since they would run this test again: modules, test classes and properties must be there.
 */
final class DocumentedCommandsTest {
    private static final Path ROOT = Home.directory();
    private static final Pattern PROPERTY = Pattern.compile("-D(ballonet\\.[a-z.]+)=.*");
    /* What perf needs, and virtual machines seldom have. */
    private static final Path HARDWARE_COUNTERS = Path.of("/sys/bus/event_source/devices/cpu");

    /* What a sweep of rates says of a machine that keeps none of them. */
    private static final List<String> TOO_BUSY = List.of("this machine is too busy", "no rate was kept");

    @TempDir
    private Path temp = Path.of("");

    private final Set<List<String>> done = new HashSet<>();

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String name : List.of("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "examples/README.md")) {
            documents.add(ROOT.resolve(name));
        }
        documents.add(ROOT.resolve("results/README.md"));
        if (Files.isDirectory(ROOT.resolve("docs"))) {
            try (Stream<Path> more = Files.list(ROOT.resolve("docs"))) {
                more.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        return documents;
    }

    @Test
    void documentsHoldCommands() throws IOException {
        for (Path document : documents()) {
            assertFalse(DocumentedCommand.in(ROOT, document).isEmpty(), () -> "no command was found: " + document);
        }
    }

    @TestFactory
    Stream<DynamicNode> commandsOfTheDocumentsRun() throws IOException {
        Path shared = Files.createDirectories(temp.resolve("shared"));
        List<DynamicNode> nodes = new ArrayList<>();
        for (Path document : documents()) {
            List<DocumentedCommand> commands = DocumentedCommand.in(ROOT, document);
            Workplace place = Workplace.in(ROOT, temp.resolve("place" + nodes.size()), shared);
            nodes.add(DynamicContainer.dynamicContainer(
                    ROOT.relativize(document).toString(),
                    commands.stream()
                            .map(command -> DynamicTest.dynamicTest(command.toString(), () -> run(command, place)))));
        }
        return nodes.stream();
    }

    private void run(DocumentedCommand command, Workplace place) throws Exception {
        switch (command.program()) {
            case "./mvnw" -> mavenFindsWhatIsNamed(command);
            case "valgrind" -> {
                assumeTrue(
                        Files.isExecutable(Path.of("/usr/bin/valgrind")),
                        "valgrind is not installed; a sample of its log stands for the rest");
                List<String> words = new ArrayList<>(List.of("valgrind"));
                words.addAll(command.arguments());
                ended(command, place.run(words, Map.of()));
            }
            default -> ballonetRuns(command, place);
        }
    }

    private void ballonetRuns(DocumentedCommand command, Workplace place) throws Exception {
        if (command.isSynopsis() || command.arguments().isEmpty()) {
            List<String> help = new ArrayList<>(command.arguments().stream()
                    .limit(command.verb().contains("…") ? 0 : 1)
                    .toList());
            help.add("--help");
            if (done.add(help)) {
                ended(command, place.ballonet(List.of(), help));
            }
            return;
        }
        assumeTrue(
                !command.arguments().contains("perfnorm") || Files.exists(HARDWARE_COUNTERS),
                "this machine shows no hardware counters");
        List<String> shortened = Shortened.of(command, "out" + done.size());
        // What reads a file that an earlier line of the same document made is run in each document.
        boolean isCostly = Set.of("compare", "scenario", "bench", "profile").contains(command.verb());
        if (done.add(Shortened.of(command, "")) || !isCostly) {
            ended(command, place.ballonet(command.variables(), shortened));
        }
    }

    private static void ended(DocumentedCommand command, Workplace.Ended ended) {
        assumeTrue(
                ended.status() != 1 || TOO_BUSY.stream().noneMatch(ended.output()::contains),
                "the machine was too busy for a load at a given rate, and the command said so");
        assertEquals(0, ended.status(), () -> command.document() + ": " + command + "\n" + ended.output());
    }

    private static void mavenFindsWhatIsNamed(DocumentedCommand command) throws IOException {
        List<String> words = command.arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-pl")) {
                for (String module : words.get(i + 1).split(",", -1)) {
                    assertTrue(Files.isRegularFile(ROOT.resolve(module).resolve("pom.xml")), () -> "module " + module);
                }
            }
            if (word.startsWith("-Dtest=")) {
                String file = word.substring("-Dtest=".length()) + ".java";
                assertTrue(anySource(path -> path.endsWith(file)), () -> "no test class: " + word);
            }
            Matcher property = PROPERTY.matcher(word);
            if (property.matches()) {
                String quoted = '"' + property.group(1) + '"';
                assertTrue(anySource(path -> read(path).contains(quoted)), () -> "nobody reads " + word);
            }
        }
    }

    private static boolean anySource(Predicate<Path> holds) throws IOException {
        try (Stream<Path> core = Files.walk(ROOT.resolve("core/src"));
                Stream<Path> benchmarks = Files.walk(ROOT.resolve("benchmarks/src"))) {
            return Stream.concat(core, benchmarks)
                    .filter(path -> path.toString().endsWith(".java"))
                    .anyMatch(holds);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
