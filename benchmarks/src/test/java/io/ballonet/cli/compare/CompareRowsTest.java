package io.ballonet.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ballonet.cli.replay.OutputFormat;
import io.ballonet.result.SampleResult;
import io.ballonet.result.Summary;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CompareRowsTest {
    private static final Summary SUMMARY = SampleResult.summary(true, false, List.of());

    @Test
    void jsonHasARowForEachMeasurementWithExactNumbers() throws Exception {
        JsonNode rows = new ObjectMapper().readTree(printed(OutputFormat.JSON));
        assertEquals(SUMMARY.measurements().size(), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            double value = SUMMARY.measurements().get(i).value();
            JsonNode written = rows.get(i).get("value");
            assertTrue(
                    Double.isNaN(value) ? written.isNull() : written.doubleValue() == value,
                    rows.get(i).toString());
            assertEquals(
                    SUMMARY.isBest(SUMMARY.measurements().get(i)) ? "yes" : "no",
                    rows.get(i).get("best").textValue());
        }
    }

    @Test
    void csvHasAsManyCellsInEveryLine() {
        List<String> lines = printed(OutputFormat.CSV).lines().toList();
        assertEquals(SUMMARY.measurements().size() + 1, lines.size());
        long commas = lines.getFirst().chars().filter(c -> c == ',').count();
        lines.forEach(
                line -> assertEquals(commas, line.chars().filter(c -> c == ',').count(), line));
        assertFalse(lines.stream().anyMatch(line -> line.contains("NaN")));
    }

    private static String printed(OutputFormat format) {
        StringWriter text = new StringWriter();
        CompareRows.of(SUMMARY).print(format, new PrintWriter(text));
        return text.toString();
    }
}
