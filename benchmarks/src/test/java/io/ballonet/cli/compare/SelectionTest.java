package io.ballonet.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ballonet.cli.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SelectionTest {
    private static final List<BenchmarkRow> ROWS = List.of(
            Rows.row("limit", "cas", "machine", 1),
            Rows.row("allocator", "pair", "tree", 1),
            Rows.row("allocator", "remote-free", "tree", 2),
            Rows.row("allocator", "pair", "bitmap", 1),
            Rows.row("scan", "read-only", "linear", 1));

    @Test
    void everythingWithoutOptions() {
        assertEquals(ROWS, new Selection(List.of(), List.of(), List.of()).from(ROWS));
    }

    @Test
    void limitsAreAlwaysMeasured() {
        assertEquals(List.of("cas", "read-only"), names(new Selection(List.of("scan"), List.of(), List.of())));
        assertEquals(List.of("cas"), names(new Selection(List.of("limit"), List.of(), List.of())));
        assertEquals(List.of("cas", "remote-free"), names(new Selection(List.of(), List.of(), List.of(2))));
    }

    @Test
    void optionsNarrowEachOther() {
        assertEquals(List.of("cas", "pair"), names(new Selection(List.of("allocator"), List.of("tree"), List.of(1))));
    }

    @Test
    void unknownFamilyIsNamedWithTheNearest() {
        assertEquals(
                "--only: unknown family 'alocator'; did you mean 'allocator'? known: limit, allocator, scan",
                refusal(new Selection(List.of("alocator"), List.of(), List.of())));
    }

    @Test
    void unknownContenderIsNamedWithThoseOfTheFamilies() {
        assertEquals(
                "--contenders: unknown contender 'linear'; known: bitmap, tree",
                refusal(new Selection(List.of("allocator"), List.of("linear"), List.of())));
    }

    @Test
    void unknownNumberOfThreadsIsNamed() {
        assertEquals(
                "--threads: unknown number of threads '16'; did you mean '1'? known: 1, 2",
                refusal(new Selection(List.of(), List.of(), List.of(16))));
    }

    private static List<String> names(Selection selection) {
        return selection.from(ROWS).stream()
                .map(row -> row.subjects().getFirst().benchmark())
                .toList();
    }

    private static String refusal(Selection selection) {
        UserError error = assertThrows(UserError.class, () -> selection.from(ROWS));
        assertEquals(2, error.status());
        return String.valueOf(error.getMessage());
    }
}
