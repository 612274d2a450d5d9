package io.ballonet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.ballonet.unit.Contender;
import io.ballonet.unit.Registry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class BallonetTest {
    @TempDir
    private Path temp = Path.of("");

    /** What a command line did. */
    private record Ended(int status, String out, String err) {}

    @Test
    void unknownCommandIsNamedWithTheNearestAndAll() {
        Ended ended = execute("compar");
        assertEquals(2, ended.status());
        assertTrue(
                ended.err().startsWith("ballonet: unknown command 'compar'; did you mean 'compare'? known: "),
                ended.err());
        assertShort(ended);
    }

    @Test
    void noCommandListsAll() {
        Ended ended = execute();
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("no command; known: ") && ended.err().contains("doctor"), ended.err());
        assertShort(ended);
    }

    @Test
    void versionNamesTheCommitAndTheJdk() {
        Ended ended = execute("--version");
        assertEquals(0, ended.status());
        assertTrue(ended.out().matches("ballonet \\S+( with changes)?, JDK .+ \\d.*\n"), ended.out());
    }

    @Test
    void unknownOptionIsNamedWithTheNearest() {
        Ended ended = execute("compare", "--profil", "quick");
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("unknown option '--profil'; did you mean '--profile'?"), ended.err());
        assertTrue(ended.err().contains("ballonet compare --help"), ended.err());
        assertShort(ended);
    }

    @Test
    void unknownProfileIsNamedWithAll() {
        Ended ended = execute("compare", "--profile", "smok");
        assertEquals(2, ended.status());
        assertEquals(
                "ballonet: --profile: unknown profile 'smok'; did you mean 'smoke'? known: smoke, quick, full\n",
                ended.err());
    }

    @Test
    void valueThatIsNoNumberIsNamed() {
        Ended ended = execute("compare", "--seed", "x");
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("--seed") && ended.err().contains("'x'"), ended.err());
        assertShort(ended);
    }

    @Test
    void unknownFamilyEndsBeforeAnythingIsWritten() throws Exception {
        Ended ended = execute(
                "compare", "--only", "alloctor", "--out", temp.resolve("out").toString());
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("--only: unknown family 'alloctor'; did you mean 'allocator'?"), ended.err());
        assertShort(ended);
        assertFalse(Files.exists(temp.resolve("out")));
    }

    @Test
    void outThatHoldsSomethingIsRefused() throws Exception {
        Files.writeString(temp.resolve("file"), "x");
        Ended ended = execute("compare", "--profile", "smoke", "--only", "limit", "--out", temp.toString());
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("--out: exists and is not an empty folder"), ended.err());
        assertShort(ended);
    }

    @Test
    void outThatCannotBeWrittenIsRefusedBeforeMeasuring() throws Exception {
        Files.writeString(temp.resolve("file"), "x");
        Ended ended = execute("compare", "--profile", "smoke", "--only", "limit", "--out", temp + "/file/out");
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("--out: cannot write into"), ended.err());
        assertShort(ended);
    }

    @Test
    void reportOfAFolderThatIsNoResultNamesIt() {
        Ended ended = execute("report", temp.toString());
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("not a result folder: " + temp), ended.err());
        assertShort(ended);
    }

    @Test
    void reportOfSeveralFoldersNeedsAPlace() {
        Ended ended = execute("report", "a", "b");
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("--out DIR"), ended.err());
    }

    @Test
    void profileOfNothingOrOfSeveralIsRefused() {
        Ended nothing = execute("profile", "no-such-benchmark");
        assertEquals(2, nothing.status());
        assertTrue(nothing.err().contains("unknown benchmark or scenario 'no-such-benchmark'"), nothing.err());
        Ended several = execute("profile", "ExampleBenchmark");
        assertEquals(2, several.status());
        assertTrue(
                several.err().contains("profile takes one: ") && several.err().contains("ExampleBenchmark.limit"),
                several.err());
        Ended broken = execute("profile", "[");
        assertEquals(2, broken.status());
        assertTrue(broken.err().contains("no regular expression"), broken.err());
        assertEquals(
                2,
                execute("profile", "ExampleBenchmark.limit", "--seconds", "0").status());
    }

    @Test
    void debugAddsWhereItWasThrown() {
        assertTrue(execute("report", "--debug", temp.toString()).err().contains("\tat io.ballonet."));
        assertTrue(execute("--debug", "report", temp.toString()).err().contains("\tat io.ballonet."));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpEndsWithAnExample(String command) {
        Ended ended = execute(command, "--help");
        assertEquals(0, ended.status());
        assertTrue(ended.out().contains("Example:\n  ballonet " + command), ended.out());
    }

    static Set<String> commands() {
        return Ballonet.commandLine().getSubcommands().keySet();
    }

    @Test
    void jmhArgumentsArePassedOnAsTheyAre() {
        CommandLine.ParseResult parsed =
                Ballonet.commandLine().parseArgs("bench", "Pair", "-f", "1", "-p", "a=b", "-h", "-prof", "gc");
        CommandLine.ParseResult bench = parsed.subcommand();
        assertEquals(
                List.of("Pair", "-f", "1", "-p", "a=b", "-h", "-prof", "gc"),
                bench.matchedPositionals().stream()
                        .flatMap(positional -> positional.originalStringValues().stream())
                        .toList());
    }

    @Test
    void flagsGoBeforeJmhsArgumentsAndTheUsersBehindOurs() {
        assertEquals(
                List.of("-jvmArgsPrepend", "--add-modules=a -Xmx1g", "Pair", "-f", "1"),
                BenchCommand.withFlags(
                        List.of("Pair", "-jvmArgsPrepend", "-Xmx1g", "-f", "1"), List.of("--add-modules=a")));
    }

    @Test
    void contenderThatCannotRunIsAnErrorWhereItIsNamed() {
        UserError error = assertThrows(
                UserError.class,
                () -> BenchCommand.checkContenders(
                        List.of("Pair", "-p", "contender=tree,absent"), List.of(new Absent())));
        assertEquals("absent cannot run here: libabsent.so is not installed (Debian: libabsent)", error.getMessage());
        BenchCommand.checkContenders(List.of("Pair", "-p", "contender=tree"), List.of(new Absent()));
        BenchCommand.checkContenders(List.of("absent", "-p", "other=absent"), List.of(new Absent()));
    }

    @Test
    void doctorNamesWhatAContenderLacks() {
        List<Finding> findings = new ArrayList<>();
        Checkup.contenders(List.of(new Absent()), findings);
        assertEquals(
                List.of(new Finding(
                        "contenders",
                        false,
                        "absent is left out",
                        "libabsent.so is not installed (Debian: libabsent)")),
                findings);
    }

    /** Cannot run. */
    private record Absent() implements Contender {
        @Override
        public String registryName() {
            return "absent";
        }

        @Override
        public String summary() {
            return "is not here";
        }

        @Override
        public String source() {
            return "elsewhere";
        }

        @Override
        public Optional<String> unavailable() {
            return Optional.of("libabsent.so is not installed (Debian: libabsent)");
        }
    }

    @Test
    void listShowsEveryContenderOfEveryRegistry() {
        String out = execute("list").out();
        for (Registry<?> registry : Registries.all()) {
            assertTrue(out.contains(registry.family()), registry.family());
            for (Contender contender : registry.all()) {
                assertTrue(out.contains(contender.registryName()), contender.registryName());
                contender.unavailable().ifPresent(why -> assertTrue(out.contains("not available: " + why), out));
                assertTrue(out.contains(contender.summary()) && out.contains(contender.source()), out);
            }
        }
        assertTrue(out.contains("  cas-list (foil)\n") && out.contains("  opt (optimum)\n"), out);
        assertTrue(out.contains("compare measures"), out);
    }

    @Test
    void noRegistryIsForgotten() {
        Set<String> declared = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.ballonet").stream()
                        .filter(type -> type.getFields().stream()
                                .anyMatch(field -> field.getRawType().isEquivalentTo(Registry.class)
                                        && field.getName().equals("REGISTRY")))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
        assertEquals(declared.size(), Registries.all().size(), declared.toString());
    }

    @Test
    void doctorSaysOkOrWarnAndTheMend() {
        Ended ended = execute("doctor");
        assertEquals(0, ended.status());
        for (String what : List.of("cores", "frequency", "container", "steal", "memory", "swap", "huge pages", "JDK")) {
            assertTrue(ended.out().contains(what), ended.out());
        }
        List<String> lines = ended.out().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("warn")) {
                assertTrue(lines.get(i + 1).contains("→ "), ended.out());
            }
        }
    }

    private static void assertShort(Ended ended) {
        assertTrue(ended.err().lines().count() <= 2, ended.err());
        assertFalse(ended.err().contains("\tat "), ended.err());
    }

    private static Ended execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Ballonet.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int status = line.execute(arguments);
        return new Ended(status, out.toString(), err.toString());
    }
}
