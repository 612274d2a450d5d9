package io.ballonet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

final class CurveChartTest {
    private static final CurveChart.Line SHORT = new CurveChart.Line("a<b", points(1, 2, 4));

    private static List<CurveChart.Point> points(double... across) {
        return DoubleStream.of(across)
                .mapToObj(x -> new CurveChart.Point(x, 1 / x))
                .toList();
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void drawsEachLineAndNamesIt() throws Exception {
        double[] many = DoubleStream.iterate(1, x -> x + 1).limit(100_000).toArray();
        String svg =
                CurveChart.svg("t & u", "frames", "miss ratio", List.of(SHORT, new CurveChart.Line("c", points(many))));
        Document document = parsed(svg);
        assertEquals("svg", document.getDocumentElement().getTagName());
        assertEquals(4, document.getElementsByTagName("path").getLength(), "two lines, two in the legend");
        assertEquals(3, document.getElementsByTagName("circle").getLength(), "dots on the short one alone");
        assertTrue(svg.contains("a&lt;b") && svg.contains("t &amp; u") && svg.contains("logarithmic"), svg);
        assertTrue(svg.length() < 60_000, "length=" + svg.length());
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"));
    }

    @Test
    void drawsASinglePoint() throws Exception {
        String svg =
                CurveChart.svg("t", "x", "y", List.of(new CurveChart.Line("a", List.of(new CurveChart.Point(1, 0)))));
        assertEquals(1, parsed(svg).getElementsByTagName("circle").getLength());
        assertFalse(svg.contains("NaN"));
    }

    @Test
    void equalFactorsAreEqualStepsOverDecades() throws Exception {
        List<CurveChart.Line> lines = List.of(new CurveChart.Line("a", points(1, 32, 1024)));
        double[] linear = centres(parsed(CurveChart.svg("t", "x", "y", lines)));
        Axis decades = Axis.of(1, 32, 1024);
        assertEquals(decades.percent(32) - decades.percent(1), decades.percent(1024) - decades.percent(32), 0.2);
        assertTrue(linear[2] - linear[1] > 10 * (linear[1] - linear[0]));
    }

    private static double[] centres(Document document) {
        NodeList circles = document.getElementsByTagName("circle");
        return IntStream.range(0, circles.getLength())
                .mapToDouble(i -> Double.parseDouble(
                        circles.item(i).getAttributes().getNamedItem("cx").getNodeValue()))
                .toArray();
    }
}
