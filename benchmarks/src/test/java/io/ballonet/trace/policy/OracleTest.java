package io.ballonet.trace.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.trace.PageTrace;
import io.ballonet.trace.PublicTraces;
import io.ballonet.trace.ShippedTraces;
import io.ballonet.trace.TraceSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Misses and write-backs equal those of independent simulators, to the last one; of {@code lirs}, nearly. */
final class OracleTest {
    private static final Set<String> EXACT =
            Set.of("opt", "fifo", "lru", "clock0", "clock1", "sieve", "s3fifo", "2q", "arc");

    /** Counted by one program, which demotes a LIR page when a page of the queue alone is hit; the paper does not. */
    private static final String NEAR = "lirs";

    private static final long NEAR_PERCENT = 1;

    /** A row of the oracle. */
    private record Row(
            String trace, long accesses, long distinct, int frames, String policy, long misses, long writebacks) {
        static Row parse(String line) {
            String[] cell = line.split(",", -1);
            return new Row(
                    cell[0],
                    Long.parseLong(cell[1]),
                    Long.parseLong(cell[2]),
                    Integer.parseInt(cell[3]),
                    cell[5].toLowerCase(Locale.ROOT),
                    Long.parseLong(cell[6]),
                    cell[7].isEmpty() ? ReplayPolicy.NO_WRITEBACKS : Long.parseLong(cell[7]));
        }
    }

    private static List<Row> rows(String csv) {
        return csv.lines()
                .skip(1)
                .map(Row::parse)
                .filter(row -> EXACT.contains(row.policy()) || row.policy().equals(NEAR))
                .toList();
    }

    private static void assertAgreesWithOracle(List<Row> rows, Function<String, TraceSource> traces) {
        for (String name : rows.stream().map(Row::trace).distinct().toList()) {
            PageTrace trace = PageTrace.load(traces.apply(name));
            for (Row row : rows) {
                if (row.trace().equals(name)) {
                    ReplayPolicy policy =
                            ReplayPolicies.REGISTRY.named(row.policy()).create(trace, row.frames());
                    policy.play(trace.accesses(), 0, trace.length());
                    Row counted = new Row(
                            name,
                            trace.length(),
                            trace.distinctPages(),
                            row.frames(),
                            row.policy(),
                            policy.misses(),
                            policy.writebacks());
                    if (row.policy().equals(NEAR)) {
                        long apart = Math.abs(row.misses() - policy.misses());
                        assertTrue(NEAR_PERCENT * row.misses() >= 100 * apart, () -> row + ", apart=" + apart);
                    } else {
                        assertEquals(row, counted);
                    }
                }
            }
        }
    }

    @Test
    void equalsTheOracleOnTheShippedTraces() throws IOException {
        try (InputStream csv = PageTrace.class.getResourceAsStream("oracle-own.csv")) {
            assertNotNull(csv, "oracle-own.csv is beside the traces");
            List<Row> rows = rows(new String(csv.readAllBytes(), StandardCharsets.US_ASCII));
            assertEquals(150, rows.size());
            assertEquals(
                    Set.copyOf(ShippedTraces.names()),
                    rows.stream().map(Row::trace).collect(Collectors.toSet()));
            assertAgreesWithOracle(rows, ShippedTraces::source);
        }
    }

    @Test
    void equalsTheOracleOnEveryPublicTrace() throws IOException {
        Path folder = PublicTraces.folderOrSkip(OracleTest.class);
        List<Row> rows = rows(Files.readString(folder.resolve("oracle.csv")));
        assertTrue(rows.size() == 700, "rows=" + rows.size());
        assertAgreesWithOracle(rows, name -> TraceSource.ofFile(folder.resolve(name + ".pt.gz")));
    }
}
