package io.ballonet.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CellStoreTest {
    private static final TraceIdentity TRACE = new TraceIdentity("t", 100, 10, "ab".repeat(32));
    private static final Cell CELL = new Cell(TRACE, "lru", 5);
    private static final Cell OTHER = new Cell(TRACE, "lru", 6);
    private static final CellResult RESULT = new CellResult(CELL, 50, 7L, 1_000, "abc", false);

    @TempDir
    private Path temp = Path.of("");

    private CellStore open() {
        return CellStore.open(temp, new WholeFile(WholeFile.Disk.REAL));
    }

    private Path file(Cell cell) {
        return temp.resolve("cells").resolve(cell.fileName());
    }

    private static List<String> whyNot(CellStore store, Cell cell) {
        List<String> why = new ArrayList<>();
        assertEquals(Optional.empty(), store.find(cell, why::add));
        return why;
    }

    @Test
    void findsWhatWasWrittenAndNothingElse() {
        try (CellStore store = open()) {
            assertEquals(List.of(), whyNot(store, CELL));
            store.write(RESULT);
            assertEquals(Optional.of(RESULT), store.find(CELL, why -> {}));
            assertEquals(List.of(), whyNot(store, OTHER));
        }
    }

    @Test
    void saysWhyAFileIsNotTheCell() throws IOException {
        try (CellStore store = open()) {
            Files.writeString(file(CELL), RESULT.json().substring(0, 100));
            assertEquals(List.of(file(CELL) + ": cut or no JSON"), whyNot(store, CELL));
            Files.writeString(file(OTHER), RESULT.json());
            assertEquals(List.of(file(OTHER) + ": of another trace, policy or size"), whyNot(store, OTHER));
            Files.write(file(CELL), new byte[] {(byte) 0xff, (byte) 0xfe});
            assertEquals(List.of(file(CELL) + ": no UTF-8 text"), whyNot(store, CELL));
            Files.delete(file(CELL));
            Files.createDirectory(file(CELL));
            assertTrue(whyNot(store, CELL).getFirst().contains("cannot be read"));
        }
    }

    @Test
    void aCellIsClaimedOnceAtATime() {
        try (CellStore store = open()) {
            CellStore.Claim claim = store.claim(CELL).orElseThrow();
            assertEquals(Optional.empty(), store.claim(CELL));
            assertTrue(store.claim(OTHER).isPresent());
            claim.close();
            assertTrue(store.claim(CELL).isPresent());
        }
    }

    @Test
    void aClaimClearsAwayWhatADeadProcessLeftOfThatCellAlone() throws IOException {
        Files.createDirectories(temp.resolve("cells"));
        Path left = file(CELL).resolveSibling("." + CELL.fileName() + ".0.tmp");
        Path othersLeft = file(OTHER).resolveSibling("." + OTHER.fileName() + ".0.tmp");
        Files.writeString(left, "{");
        Files.writeString(othersLeft, "{");
        try (CellStore store = open()) {
            assertEquals(List.of(), whyNot(store, CELL));
            assertTrue(Files.exists(left), "not without the claim: its process may live");
            store.claim(CELL).orElseThrow().close();
            assertFalse(Files.exists(left));
            assertTrue(Files.exists(othersLeft));
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(temp.resolve("file"), "x");
        UserError error = assertThrows(
                UserError.class, () -> CellStore.open(temp.resolve("file"), new WholeFile(WholeFile.Disk.REAL)));
        assertEquals(1, error.status());
        assertTrue(String.valueOf(error.getMessage()).contains("file"), error.getMessage());
    }
}
