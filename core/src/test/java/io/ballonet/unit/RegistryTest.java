package io.ballonet.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void twoContendersOfOneNameAreRefused() {
        Contender[] twice = {new Fruit("apple"), new Fruit("apple")};
        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> Registry.of("fruit", Contender.class, twice));
        assertTrue(String.valueOf(thrown.getMessage()).contains("family=fruit"), thrown.getMessage());
    }
}
