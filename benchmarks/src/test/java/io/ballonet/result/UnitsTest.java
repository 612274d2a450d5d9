package io.ballonet.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "12,     ns/op,  ns/op,      1,    1, 12",
        "1.5,    us/op,  ns/op,      1,    1, 1500",
        "2,      ms/op,  ns/page,    1000, 1, 2000",
        "3,      s/op,   ns/page,    1,    1, 3e9",
        "100,    ns/op,  us/op,      1,    1, 0.1",
        "0.5,    ops/ns, ns/op,      1,    1, 2",
        "1e6,    ops/s,  ns/op,      1,    1, 1000",
        "1e6,    ops/s,  ns/op,      1,    2, 2000",
        "4,      ops/us, pages/s,    512,  1, 2.048e9",
        "4,      ops/us, pages/s,    512,  2, 2.048e9",
        "1000,   ns/op,  pages/s,    512,  1, 5.12e8",
        "1000,   ns/op,  pages/s,    512,  2, 1.024e9",
        "50,     ns/op,  accesses/s, 1,    1, 2e7",
        "1000,   ns/op,  GB/s,       8192, 1, 8.192",
        "48,     #,      %,          1,    1, 48",
        "125000, ops/s,  GB/s,       8000, 1, 1",
    })
    void scoreIsConvertedIntoTheDeclaredUnit(
            double score, String scoreUnit, String unit, double unitsPerOperation, int threads, double expected) {
        assertEquals(expected, Units.convert(score, scoreUnit, unit, unitsPerOperation, threads), expected * 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"furlongs/op, ns/op", "ns/op, seconds", "B/s, ns/op", "ns/op, years/op"})
    void unknownUnitIsNamed(String scoreUnit, String unit) {
        assertThrows(IllegalArgumentException.class, () -> Units.convert(1, scoreUnit, unit, 1, 1));
    }

    @Test
    void lessTimeAndMoreRateAreBetter() {
        assertEquals(true, Units.lowerIsBetter("ns/page"));
        assertEquals(false, Units.lowerIsBetter("GB/s"));
        assertEquals(false, Units.lowerIsBetter("%"));
        assertEquals(true, Units.lowerIsBetter("bytes/frame"));
    }
}
