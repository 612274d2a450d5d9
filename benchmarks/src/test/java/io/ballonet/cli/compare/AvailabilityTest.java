package io.ballonet.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ballonet.cli.UserError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AvailabilityTest {
    private static final List<BenchmarkRow> ROWS = List.of(
            Rows.row("limit", "cas", "machine", 1),
            Rows.row("allocator", "pair", "tree", 1),
            Rows.row("allocator", "pair", "jemalloc", 1),
            Rows.row("allocator", "pair", "jemalloc", 2));

    @Test
    void contenderThatCannotRunIsLeftOutWithOneLine() {
        Availability availability = Availability.of(ROWS, List.of(), AvailabilityTest::noJemalloc);
        assertEquals(ROWS.subList(0, 2), availability.rows());
        assertEquals(
                List.of("jemalloc is left out: libjemalloc.so.2 is not installed (Debian: libjemalloc2)"),
                availability.leftOut());
    }

    @Test
    void everyRowStaysWhereEveryContenderCanRun() {
        Availability availability = Availability.of(ROWS, List.of("jemalloc"), (family, contender) -> Optional.empty());
        assertEquals(new Availability(ROWS, List.of()), availability);
    }

    @Test
    void contenderAskedForByNameIsAnError() {
        UserError error = assertThrows(
                UserError.class,
                () -> Availability.of(ROWS, List.of("tree", "jemalloc"), AvailabilityTest::noJemalloc));
        assertEquals(
                "--contenders: jemalloc cannot run here: libjemalloc.so.2 is not installed (Debian: libjemalloc2)",
                error.getMessage());
        assertEquals(2, error.status());
    }

    private static Optional<String> noJemalloc(String family, String contender) {
        return family.equals("allocator") && contender.equals("jemalloc")
                ? Optional.of("libjemalloc.so.2 is not installed (Debian: libjemalloc2)")
                : Optional.empty();
    }
}
