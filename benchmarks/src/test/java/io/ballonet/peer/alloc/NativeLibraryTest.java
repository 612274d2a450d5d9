package io.ballonet.peer.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NativeLibraryTest {
    @TempDir
    private Path temp = Path.of("");

    @Test
    void missingLibraryIsNamedWithItsPackageInOneLine() {
        NativeLibrary missing = new NativeLibrary("libabsent2", "libabsent.so.2", "libabsent.so.2.0");
        assertEquals(Optional.of("libabsent.so.2 is not installed (Debian: libabsent2)"), missing.unavailable());
        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> missing.function("malloc", NativeLibrary.ONE_ARGUMENT));
        assertEquals("libabsent.so.2 is not installed (Debian: libabsent2)", thrown.getMessage());
    }

    @Test
    void peerOfAMissingLibraryIsNotMade() {
        Peer absent = new Peer("absent", "is not here", "elsewhere") {
            @Override
            public Optional<String> unavailable() {
                return new NativeLibrary("libabsent2", "libabsent.so.2").unavailable();
            }

            @Override
            PeerAllocator make(long frames, int cores) {
                throw new AssertionError("made");
            }
        };
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> absent.create(1, 1));
        assertEquals(
                "absent cannot run here: libabsent.so.2 is not installed (Debian: libabsent2)", thrown.getMessage());
    }

    @Test
    void fileThatIsNoLibrarySaysWhatTheLoaderSaid() throws Exception {
        Path file = Files.writeString(temp.resolve("libtext.so"), "not a library, whatever its name says".repeat(9));
        String why = new NativeLibrary("libtext", file.toString()).unavailable().orElse("");
        assertTrue(why.startsWith(file + " does not load: "), why);
        assertEquals(1, why.lines().count());
    }

    @Test
    void secondNameIsTried() {
        NativeLibrary library = new NativeLibrary("libc6", "libabsent.so.2", "libc.so.6");
        assertEquals(Optional.empty(), library.unavailable());
        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> library.function("absent", NativeLibrary.ONE_ARGUMENT));
        assertEquals("library lacks a function: library=libabsent.so.2, function=absent", thrown.getMessage());
    }
}
