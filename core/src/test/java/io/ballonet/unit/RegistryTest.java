package io.ballonet.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {
    private static final Registry<Contender> REGISTRY =
            Registry.of("fruit", Contender.class, new Contender[] {new Fruit("apple"), new Fruit("pear")});

    record Fruit(String registryName) implements Contender {
        @Override
        public String summary() {
            return "a fruit";
        }

        @Override
        public String source() {
            return "a tree";
        }
    }

    /** Found by its class name. */
    public static final class Outsider implements Contender {
        /** For the registry. */
        public Outsider() {}

        @Override
        public String registryName() {
            return "outsider";
        }

        @Override
        public String summary() {
            return "from elsewhere";
        }

        @Override
        public String source() {
            return "none";
        }
    }

    @Test
    void contendersAreFoundByNameInOrder() {
        assertEquals(List.of("apple", "pear"), REGISTRY.names());
        assertEquals("pear", REGISTRY.named("pear").registryName());
        assertEquals("fruit", REGISTRY.family());
        assertEquals(2, REGISTRY.all().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Apple", "plum", ".plum"})
    void unknownNameIsAnsweredWithTheKnownOnes(String name) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> REGISTRY.named(name));
        assertEquals("unknown fruit '" + name + "'; known: apple, pear", thrown.getMessage());
    }

    @Test
    void classIsFoundByItsName() {
        assertInstanceOf(Outsider.class, REGISTRY.named(Outsider.class.getName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no.such.Class", "java.lang.String", "java.lang.Runnable"})
    void classThatIsNoContenderSaysWhatItMustBe(String name) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> REGISTRY.named(name));
        assertTrue(
                String.valueOf(thrown.getMessage()).startsWith("unknown fruit class '" + name + "': "),
                thrown.getMessage());
        assertTrue(thrown.getCause() != null);
    }

    /** Wraps one of its family. */
    record Peeler(String registryName) implements Contender, Decorating<Contender> {
        @Override
        public String summary() {
            return "peels";
        }

        @Override
        public String source() {
            return "a drawer";
        }

        @Override
        public Optional<Contender> over(Contender inner) {
            return Optional.of(new Fruit(registryName + "+" + inner.registryName()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"peeler+apple", "peeler+peeler", "peeler+peeler+pear", "peeler+pear"})
    void contenderInFrontOfAnotherIsFoundByBothNames(String name) {
        assertEquals(name, decorated().named(name).registryName());
        assertEquals(List.of("apple", "peeler"), decorated().names().subList(0, 2), "and stands in no list");
    }

    @ParameterizedTest
    @CsvSource({"peeler+plum, plum", "peeler+, ''", "apple+pear, apple+pear", "+pear, +pear", "plum+pear, plum+pear"})
    void unknownPartIsAnsweredWithTheKnownOnes(String name, String unknown) {
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> decorated().named(name));
        assertEquals("unknown fruit '" + unknown + "'; known: apple, peeler, pear", thrown.getMessage());
    }

    @Test
    void classIsFoundBehindAnother() {
        assertEquals(
                "peeler+outsider",
                decorated().named("peeler+" + Outsider.class.getName()).registryName());
    }

    private static Registry<Contender> decorated() {
        Contender[] fruits = {new Fruit("apple"), new Peeler("peeler"), new Fruit("pear")};
        return Registry.of("fruit", Contender.class, fruits);
    }

    @Test
    void twoContendersOfOneNameAreRefused() {
        Contender[] twice = {new Fruit("apple"), new Fruit("apple")};
        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> Registry.of("fruit", Contender.class, twice));
        assertTrue(String.valueOf(thrown.getMessage()).contains("family=fruit"), thrown.getMessage());
    }

    @Test
    void providerOfAnotherJarStandsBehindTheBuiltIns(@TempDir Path jar) throws Exception {
        assertEquals(List.of("apple", "outsider"), namesWithProvider(jar, Outsider.class.getName()));
    }

    @Test
    void providerThatCannotBeMadeIsNamed(@TempDir Path jar) {
        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> namesWithProvider(jar, "no.such.Provider"));
        String message = String.valueOf(thrown.getMessage());
        assertTrue(message.contains("family=fruit") && message.contains("no.such.Provider"), message);
    }

    private static List<String> namesWithProvider(Path jar, String provider) throws IOException {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve(Contender.class.getName()), provider);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            return Registry.of("fruit", Contender.class, new Contender[] {new Fruit("apple")})
                    .names();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
