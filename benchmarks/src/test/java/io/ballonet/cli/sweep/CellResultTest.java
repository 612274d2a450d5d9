package io.ballonet.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.result.ResultException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CellResultTest {
    private static final TraceIdentity TRACE = new TraceIdentity("<b>\u202e, \"x\"", 1_000, 30, "0123abcd".repeat(8));
    private static final Cell CELL = new Cell(TRACE, "lru", 25);
    private static final CellResult RESULT = new CellResult(CELL, 123, 45L, 2_000_000, "abc", false);

    @Test
    void isReadAsItWasWritten() {
        assertEquals(RESULT, CellResult.parse(RESULT.json()));
        CellResult withoutWritebacks = new CellResult(CELL, 123, null, 0, "unknown", true);
        assertEquals(withoutWritebacks, CellResult.parse(withoutWritebacks.json()));
        assertEquals(500_000, RESULT.accessesPerSecond());
        assertEquals(0.123, RESULT.missRatio(), 1e-12);
    }

    @Test
    void isNotWholeWhereverItIsCut() {
        String json = RESULT.json().strip();
        for (int length = 0; length < json.length(); length++) {
            String cut = json.substring(0, length);
            assertThrows(ResultException.class, () -> CellResult.parse(cut), cut);
        }
    }

    @Test
    void isNotWholeWhereADigitWasChanged() {
        String edited = RESULT.json().replace("\"misses\" : 123", "\"misses\" : 122");
        assertNotEquals(RESULT.json(), edited);
        ResultException error = assertThrows(ResultException.class, () -> CellResult.parse(edited));
        assertEquals("edited: it does not fit its check", error.getMessage());
    }

    @Test
    void ofAnotherSchemaIsSaidToBeSo() {
        String other = RESULT.json().replace("\"schema\" : 1", "\"schema\" : 2");
        ResultException error = assertThrows(ResultException.class, () -> CellResult.parse(other));
        assertEquals("of schema 2, not 1", error.getMessage());
        assertThrows(ResultException.class, () -> CellResult.parse("[]"));
        assertThrows(ResultException.class, () -> CellResult.parse("{}"));
    }

    @Test
    void cellsThatDifferInAnythingHaveFilesOfTheirOwn() {
        List<Cell> cells = List.of(
                CELL,
                new Cell(TRACE, "lru", 26),
                new Cell(TRACE, "fifo", 25),
                new Cell(new TraceIdentity("other", 1_000, 30, TRACE.sha256()), "lru", 25),
                new Cell(new TraceIdentity(TRACE.name(), 1_001, 30, TRACE.sha256()), "lru", 25),
                new Cell(
                        new TraceIdentity(
                                TRACE.name(), 1_000, 30, "f" + TRACE.sha256().substring(1)),
                        "lru",
                        25));
        Set<String> names = new HashSet<>();
        for (Cell cell : cells) {
            assertTrue(names.add(cell.fileName()), cell.toString());
            assertTrue(cell.lockPosition() >= 0, cell.toString());
            assertTrue(cell.fileName().matches("[A-Za-z0-9._-]+\\.json"), cell.fileName());
        }
    }

    @Test
    void namesOfFilesAreNeitherHiddenNorPathsNorTooLong() {
        assertEquals("_.passwd", Cell.plain("..passwd"));
        assertEquals("_etc_passwd", Cell.plain("/etc/passwd"));
        assertEquals(40, Cell.plain("x".repeat(500)).length());
    }
}
