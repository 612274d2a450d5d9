package io.ballonet.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.telemetry.InflateEvent;
import io.ballonet.telemetry.ShootdownEvent;
import io.ballonet.telemetry.Telemetry;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

final class TimelineChartTest {
    @TempDir
    private Path temp = Path.of("");

    private Document drawn(String title, int shootdowns, int inflations) throws Exception {
        Path file = temp.resolve("recording.jfr");
        try (Recording recording = new Recording(Telemetry.settings())) {
            recording.disable("jdk.GCPhasePause");
            recording.start();
            PhaseEvent phase = PhaseEvent.begin("iteration", true, Long.MAX_VALUE);
            for (int i = 0; i < shootdowns; i++) {
                ShootdownEvent.emit(1, i, 1, 1_000 + i, "");
            }
            for (int i = 0; i < inflations; i++) {
                InflateEvent.emit(1, i, 1, 1, 0);
            }
            phase.commit();
            recording.stop();
            recording.dump(file);
        }
        return parsed(TimelineChart.svg(title, RecordedProfile.read(file)));
    }

    private static Document parsed(String svg) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static long count(Document svg, String element, String style) {
        long count = 0;
        for (int i = 0; i < svg.getElementsByTagName(element).getLength(); i++) {
            org.w3c.dom.Node node = svg.getElementsByTagName(element).item(i);
            if (node.getAttributes().getNamedItem("class").getNodeValue().equals(style)) {
                count++;
            }
        }
        return count;
    }

    @Test
    void fewEventsAreDrawnEach() throws Exception {
        Document svg = drawn("a run", 5, 7);
        assertEquals(12, count(svg, "rect", "event"));
        assertEquals(1, count(svg, "rect", "phase"));
        assertEquals(1, count(svg, "rect", "measured"));
    }

    @Test
    void manyEventsAreDrawnByColumns() throws Exception {
        Document svg = drawn("a run", 5_000, 5_000);
        assertEquals(0, count(svg, "rect", "event"));
        assertEquals(2, count(svg, "path", "event"));
        assertTrue(svg.getDocumentElement().getTextContent().contains("5,000 events"));
        assertTrue(svg.getDocumentElement().getTextContent().contains("longest, to 6.00 µs"));
    }

    @Test
    void hostileTitleIsText() throws Exception {
        Document svg = drawn("<script>alert(1)</script>&\"'", 1, 0);
        assertEquals(0, svg.getElementsByTagName("script").getLength());
        assertTrue(svg.getDocumentElement().getTextContent().contains("<script>alert(1)</script>&\"'"));
    }
}
