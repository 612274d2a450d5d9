package io.ballonet.report.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The parts that plots are drawn of. */
final class DrawingTest {
    private static Series line(String name) {
        return Series.plain(name, 0, Series.Look.LINE, List.of(new double[] {1, 1}));
    }

    @Test
    void namesAtTheEndsOfLinesStayApartAndInOrder() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 50; round++) {
            List<EndLabels.Label> labels = new ArrayList<>();
            for (double y : random.doubles(18, 20, 320).toArray()) {
                labels.add(new EndLabels.Label(line("n"), 0, y));
            }
            List<EndLabels.Label> placed = EndLabels.placed(labels, 20, 340);
            for (int i = 0; i < placed.size(); i++) {
                double y = placed.get(i).placedY();
                assertTrue(y >= 20 && y <= 340, "y=" + y);
                if (i > 0) {
                    assertTrue(y - placed.get(i - 1).placedY() >= EndLabels.GAP - 1e-9);
                    assertTrue(placed.get(i).y() >= placed.get(i - 1).y());
                }
            }
        }
    }

    @Test
    void aLegendBreaksItsLinesBeforeTheBorder() {
        List<Legend.Line> lines = Legend.lines(List.of(line("a"), line("bb"), line("c".repeat(30)), line("d")), 300, 7);
        assertEquals(2, lines.size());
        assertEquals(4, lines.stream().mapToInt(row -> row.series().size()).sum());
        Legend.lines(List.of(line("x".repeat(99))), 300, 7)
                .forEach(row -> assertEquals(1, row.series().size()));
    }

    @Test
    void marksDifferWhereColoursComeAgain() {
        Set<String> seen = new HashSet<>();
        for (int mark = 0; mark < 4 * Marks.COLOURS; mark++) {
            String shape = Marks.shape(mark, 0, 0, false).replaceAll("[\\d.-]+", "");
            assertTrue(seen.add(Marks.colour(mark) + shape), "mark=" + mark);
        }
    }

    @Test
    void rulersHoldEveryValueAndMarkRoundOnes() {
        Ruler decades = Ruler.of(DoubleStream.of(1, 10_000, Double.NaN));
        assertEquals("logarithmic", decades.kind());
        assertTrue(decades.part(1) > 0 && decades.part(10_000) < 1 && decades.part(10) < decades.part(100));
        assertEquals("", Ruler.of(DoubleStream.of(3, 5)).kind());
        assertEquals(0, Ruler.of(DoubleStream.of(3, 5)).part(0), 1e-9);
        assertEquals(
                List.of("32 KiB", "256 KiB", "2 MiB", "16 MiB", "128 MiB", "1 GiB"),
                Ruler.bytes(DoubleStream.of(32 << 10, 1 << 30)).ticks().stream()
                        .map(Ruler.Tick::label)
                        .filter(label -> !label.equals("4 KiB"))
                        .toList());
        assertTrue(Ruler.of(DoubleStream.empty()).part(1) <= 1);
    }

    @Test
    void eachNineIsAnEqualStep() {
        Ruler nines = Ruler.percentiles(DoubleStream.of(100_000));
        assertEquals(
                List.of("0", "50 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %"),
                nines.ticks().stream().map(Ruler.Tick::label).toList());
        double step = nines.part(100) - nines.part(10);
        assertEquals(step, nines.part(100_000) - nines.part(10_000), 1e-9);
        assertEquals(0, nines.part(1), 1e-9);
    }
}
