package io.ballonet.report.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

final class XyChartTest {
    private static Series line(String name, double... across) {
        return Series.plain(
                name,
                0,
                Series.Look.LINE,
                DoubleStream.of(across).mapToObj(x -> new double[] {x, 1 / x}).toList());
    }

    private static String drawn(Series... lines) {
        return XyChart.file("t & u", "frames", "% miss", "less is better", List.of(lines));
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void drawsEachLineAndNamesIt() throws Exception {
        double[] many = DoubleStream.iterate(1, x -> x + 1).limit(100_000).toArray();
        String svg = drawn(line("a<b", 1, 2, 4), line("c", many));
        Document document = parsed(svg);
        assertEquals("svg", document.getDocumentElement().getTagName());
        assertEquals(2, svg.split("<path class=\"line c", -1).length - 1);
        assertEquals(3, document.getElementsByTagName("circle").getLength(), "marks on the short one alone");
        assertTrue(svg.contains(">a&lt;b<") && svg.contains("t &amp; u") && svg.contains("logarithmic"), svg);
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"));
    }

    @Test
    void aLongLineIsDrawnWithFewPointsFromItsFirstToItsLast() {
        double[] many = DoubleStream.iterate(1, x -> x + 1).limit(100_000).toArray();
        String path = Pattern.compile("<path class=\"line c0\" d=\"([^\"]+)\"")
                .matcher(drawn(line("c", many)))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        double[] places = Pattern.compile("[ML]([\\d.]+) ")
                .matcher(path)
                .results()
                .mapToDouble(place -> Double.parseDouble(place.group(1)))
                .toArray();
        assertTrue(places.length > 500 && places.length <= 1_500, "points=" + places.length);
        double[] ends = centres(drawn(line("c", 1, 100_000)));
        assertEquals(ends[0], places[0]);
        assertEquals(ends[1], places[places.length - 1]);
    }

    @Test
    void aPointSaysWhoseItIsWhereItLiesAndHowHigh() {
        String plain = drawn(line("lru", 8, 32_768));
        assertTrue(plain.contains("<title>lru: 8 frames, 0.13 % miss</title>"), plain);
        assertTrue(plain.contains("<title>lru: 32 Ki frames, "), plain);
        Series measured = new Series(
                "a<b",
                0,
                Series.Look.LINE,
                List.of(new Series.Point(1.25, 41.2, 40.9, 41.5, List.of(41.0, 41.4), true, "steal")));
        String tip = "<title>a&lt;b: 1.25 frames, 41.2 (40.9 to 41.5) % miss, steal</title>";
        assertTrue(drawn(measured).contains(tip), drawn(measured));
    }

    @Test
    void drawsASinglePoint() throws Exception {
        String svg = drawn(Series.plain("a", 0, Series.Look.LINE, List.of(new double[] {1, 0})));
        assertEquals(1, parsed(svg).getElementsByTagName("circle").getLength());
        assertFalse(svg.contains("NaN"));
    }

    @Test
    void equalFactorsAreEqualStepsOverDecades() {
        double[] decades = centres(drawn(line("a", 1, 32, 1024)));
        assertEquals(decades[1] - decades[0], decades[2] - decades[1], 0.2);
        double[] linear = centres(drawn(line("a", 1, 2, 24)));
        assertTrue(linear[2] - linear[1] > 10 * (linear[1] - linear[0]));
    }

    private static double[] centres(String svg) {
        try {
            NodeList circles = parsed(svg).getElementsByTagName("circle");
            return IntStream.range(0, circles.getLength())
                    .mapToDouble(i -> Double.parseDouble(
                            circles.item(i).getAttributes().getNamedItem("cx").getNodeValue()))
                    .toArray();
        } catch (Exception e) {
            throw new AssertionError(svg, e);
        }
    }
}
