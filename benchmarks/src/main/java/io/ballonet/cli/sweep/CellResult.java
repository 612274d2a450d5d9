package io.ballonet.cli.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ballonet.result.ResultException;
import org.jspecify.annotations.Nullable;

/**
 * What a cell gave, and its file's text: JSON of schema {@value #SCHEMA}, whose last field checks all others.
 *
 * @param misses of all accesses
 * @param writebacks null where the policy has none
 * @param elapsedNs in the policy, without reading the trace
 * @param commit that computed it, or {@code unknown}
 * @param dirty true if the tree had changes that are not in it
 */
record CellResult(Cell cell, long misses, @Nullable Long writebacks, long elapsedNs, String commit, boolean dirty) {
    /** Of the file. */
    static final int SCHEMA = 1;

    private static final double SECOND_NS = 1e9;
    private static final String CHECK = "check";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Accesses a second, while whatever else ran. */
    long accessesPerSecond() {
        return Math.round(cell.trace().accesses() * SECOND_NS / Math.max(1, elapsedNs));
    }

    double missRatio() {
        return (double) misses / cell.trace().accesses();
    }

    /** The text of its file. */
    String json() {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("schema", SCHEMA);
        ObjectNode trace = node.putObject("trace");
        trace.put("name", cell.trace().name());
        trace.put("accesses", cell.trace().accesses());
        trace.put("distinct", cell.trace().distinctPages());
        trace.put("sha256", cell.trace().sha256());
        node.put("policy", cell.policy());
        node.put("frames", cell.frames());
        node.put("misses", misses);
        node.put("writebacks", writebacks);
        node.put("elapsedNs", elapsedNs);
        node.put("accessesPerSecond", accessesPerSecond());
        node.put("commit", commit);
        node.put("dirty", dirty);
        node.put(CHECK, check(node));
        return node.toPrettyString() + "\n";
    }

    private static String check(ObjectNode node) {
        return Digest.shortOf(node.toString());
    }

    /**
     * Reads a file's text.
     *
     * @throws ResultException saying what is wrong with it: cut, edited, or of another schema
     */
    static CellResult parse(String text) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ResultException("cut or no JSON", e);
        }
        if (!(tree instanceof ObjectNode node)) {
            throw new ResultException("cut or no JSON", null);
        }
        int schema = node.path("schema").asInt();
        if (schema != SCHEMA) {
            throw new ResultException("of schema " + schema + ", not " + SCHEMA, null);
        }
        String check = node.path(CHECK).asText();
        node.remove(CHECK);
        if (!check.equals(check(node))) {
            throw new ResultException("edited: it does not fit its check", null);
        }
        JsonNode trace = node.path("trace");
        JsonNode writebacks = node.path("writebacks");
        return new CellResult(
                new Cell(
                        new TraceIdentity(
                                trace.path("name").asText(),
                                trace.path("accesses").asLong(),
                                trace.path("distinct").asLong(),
                                trace.path("sha256").asText()),
                        node.path("policy").asText(),
                        node.path("frames").asLong()),
                node.path("misses").asLong(),
                writebacks.isNull() ? null : writebacks.asLong(),
                node.path("elapsedNs").asLong(),
                node.path("commit").asText(),
                node.path("dirty").asBoolean());
    }
}
