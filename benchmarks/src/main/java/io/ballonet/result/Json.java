package io.ballonet.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How this project reads and writes JSON: indented, line feeds only, and no number that JSON does not have. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String MEND = "copy it again from where it was made";

    private Json() {}

    /** Puts {@code value}, or null where it is NaN or infinite. */
    static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    /** The number of a node; NaN for null, a missing node and the {@code "NaN"} that JMH writes as text. */
    static double number(@Nullable JsonNode node) {
        return node != null && node.isNumber() ? node.doubleValue() : Double.NaN;
    }

    /** A parameter's value as it was put: an integer, a fraction or a text. */
    static Object scalar(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        return node.isNumber() ? node.doubleValue() : node.asText();
    }

    static void putScalar(ObjectNode node, String name, Object value) {
        switch (value) {
            case Long number -> node.put(name, number);
            case Double number -> put(node, name, number);
            default -> node.put(name, value.toString());
        }
    }

    /** The text of a node. */
    static String write(JsonNode node) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        try {
            return MAPPER.writer(printer).writeValueAsString(node) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The tree in a file.
     *
     * @throws ResultException naming the file, if it is missing, cut or no JSON
     */
    static JsonNode read(Path file) {
        try {
            JsonNode tree = MAPPER.readTree(Files.readString(file));
            if (tree == null || tree.isMissingNode()) {
                throw new ResultException("empty file: " + file, null);
            }
            return tree;
        } catch (CharacterCodingException e) {
            throw new ResultException("cannot read " + file + ": it is no UTF-8 text; " + MEND, e);
        } catch (JsonProcessingException e) {
            throw new ResultException("cannot read " + file + ": " + e.getOriginalMessage() + "; " + MEND, e);
        } catch (IOException e) {
            throw new ResultException("cannot read " + file + ": it is missing or not readable", e);
        }
    }
}
