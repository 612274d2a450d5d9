package io.ballonet.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SummaryJsonTest {
    private static final Set<String> KINDS = Set.of("ours", "foil", "peer", "limit");

    @Test
    void everyMeasurementHasTheFieldsOfSchemaTwo() throws Exception {
        Summary summary = SampleResult.summary(true, false, List.of());
        JsonNode root = Json.MAPPER.readTree(SummaryJson.write(summary));
        assertEquals(2, root.get("schema").intValue());
        assertEquals("quick", root.get("profile").textValue());
        assertEquals("AMD EPYC", root.get("environment").get("cpu").textValue());
        assertEquals(summary.measurements().size(), root.get("measurements").size());
        for (JsonNode m : root.get("measurements")) {
            assertTrue(Families.NAMES.contains(m.get("family").textValue()), m.toString());
            assertTrue(KINDS.contains(m.get("kind").textValue()), m.toString());
            assertTrue(m.get("contender").isTextual() && m.get("benchmark").isTextual(), m.toString());
            assertTrue(m.get("threads").isInt() && m.get("params").isObject(), m.toString());
            assertTrue(m.get("unit").isTextual() && m.get("flags").isArray(), m.toString());
            for (String number : List.of("value", "error", "limitRatio")) {
                assertTrue(m.get(number).isNumber() || m.get(number).isNull(), m.toString());
            }
            assertTrue(m.get("limit").isTextual() || m.get("limit").isNull(), m.toString());
        }
    }

    @Test
    void parametersKeepTheirTypes() throws Exception {
        JsonNode root = Json.MAPPER.readTree(SummaryJson.write(SampleResult.summary(true, false, List.of())));
        JsonNode pair = first(root, "allocator", "pair");
        assertTrue(pair.get("params").get("order").isIntegralNumber());
        assertTrue(pair.get("params").get("fill").isFloatingPointNumber());
        assertTrue(first(root, "pin", "pair-private").get("params").get("pin").isTextual());
    }

    @Test
    void everyRoundIsThereWithItsState() throws Exception {
        JsonNode root = Json.MAPPER.readTree(SummaryJson.write(SampleResult.summary(true, false, List.of())));
        JsonNode rounds = first(root, "channel", "rate").get("all");
        assertEquals(2, rounds.size());
        assertEquals(0, rounds.get(0).get("round").intValue());
        assertTrue(rounds.get(1).get("value").doubleValue() > 1e6, rounds.toString());
        assertTrue(rounds.get(1).get("counted").booleanValue());
        assertEquals("moved", rounds.get(1).get("state").get(0).textValue());
    }

    @Test
    void whatIsNotBestSaysHowFarBehindItIs() throws Exception {
        JsonNode root = Json.MAPPER.readTree(SummaryJson.write(SampleResult.summary(true, false, List.of())));
        int behind = 0;
        for (JsonNode m : root.get("measurements")) {
            if (m.get("benchmark").textValue().equals("bulk")) {
                boolean best = m.get("contender").textValue().equals("tree");
                assertEquals(!best, m.has("behindBest"), m.toString());
                if (!best) {
                    behind++;
                    assertEquals("tree", m.get("behindBest").get("best").textValue());
                    assertTrue(m.get("behindBest").get("factor").doubleValue() > 1.5, m.toString());
                    assertEquals(1, m.get("behindBest").get("superiority").doubleValue());
                }
            }
        }
        assertEquals(2, behind);
    }

    @Test
    void smokeRunSaysThatItIsNoMeasurement() throws Exception {
        JsonNode root = Json.MAPPER.readTree(SummaryJson.write(SampleResult.summary(false, true, List.of("x: y"))));
        assertFalse(root.get("measurement").booleanValue());
        assertEquals("smoke run: no measurement", root.get("note").textValue());
        assertTrue(root.get("partial").booleanValue());
        assertEquals("x: y", root.get("failures").get(0).textValue());
    }

    @Test
    void whatIsNotANumberIsNull() throws Exception {
        String text = SummaryJson.write(SampleResult.summary(true, false, List.of()));
        assertFalse(text.contains("NaN") || text.contains("Infinity"));
        assertTrue(first(Json.MAPPER.readTree(text), "reclaim", "deflate-touch")
                .get("value")
                .isNull());
    }

    private static JsonNode first(JsonNode root, String family, String benchmark) {
        for (JsonNode m : root.get("measurements")) {
            if (m.get("family").textValue().equals(family)
                    && m.get("benchmark").textValue().equals(benchmark)) {
                return m;
            }
        }
        throw new AssertionError(family + "/" + benchmark);
    }
}
