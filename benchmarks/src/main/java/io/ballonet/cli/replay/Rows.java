package io.ballonet.cli.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows under named columns, to be printed as CSV, JSON or a table.
 *
 * <p>A value is a {@code String}, a {@code Long}, a {@code Double} that is a share, or null where there is none. Text is
 * quoted in CSV where it has to be (RFC 4180).
 */
public final class Rows {
    private static final String GAP = "  ";
    private static final Pattern MUST_BE_QUOTED = Pattern.compile("[,\"\r\n]");

    private final List<String> columns;
    private final int shareDigits;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    /** No rows yet. Shares get {@code shareDigits} digits after the point in CSV. */
    public Rows(int shareDigits, String... columns) {
        this.shareDigits = shareDigits;
        this.columns = List.of(columns);
    }

    /** Adds a row with a value for each column. */
    public void add(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a value for each column: columns=" + columns + ", values=" + Arrays.toString(values));
        }
        rows.add(values);
    }

    /** Prints them as asked and flushes. */
    public void print(OutputFormat format, PrintWriter out) {
        switch (format) {
            case TABLE -> printTable(out);
            case CSV -> printCsv(out);
            case JSON -> printJson(out);
        }
        out.flush();
    }

    /** A header line, then a line a row. */
    void printCsv(PrintWriter out) {
        out.println(String.join(",", columns));
        for (@Nullable Object[] row : rows) {
            out.println(Arrays.stream(row).map(this::csv).collect(Collectors.joining(",")));
        }
    }

    private String csv(@Nullable Object value) {
        if (value instanceof Double share) {
            return BigDecimal.valueOf(share)
                    .setScale(shareDigits, RoundingMode.HALF_EVEN)
                    .toPlainString();
        }
        String text = value == null ? "" : value.toString();
        return MUST_BE_QUOTED.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** An array of objects. */
    void printJson(PrintWriter out) {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (@Nullable Object[] row : rows) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int column = 0; column < row.length; column++) {
                object.put(columns.get(column), row[column]);
            }
            objects.add(object);
        }
        try {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            out.println(mapper.writeValueAsString(objects));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers can always be written", e);
        }
    }

    /** Aligned columns: text to the left, numbers to the right with groups of thousands, shares in percent. */
    void printTable(PrintWriter out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(name -> name.replace('_', ' ')).toList());
        for (@Nullable Object[] row : rows) {
            lines.add(Arrays.stream(row).map(Rows::cell).toList());
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < line.size(); column++) {
                String pad = " ".repeat(width(lines, column) - line.get(column).length());
                text.append(column == 0 ? "" : GAP)
                        .append(isText(column) ? line.get(column) + pad : pad + line.get(column));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    /** A block a row, one value a line: for rows with values too wide for a table. */
    void printBlocks(PrintWriter out) {
        int widest = columns.stream().mapToInt(String::length).max().orElse(0);
        for (@Nullable Object[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                String name = columns.get(column).replace('_', ' ');
                out.println((name + " ".repeat(widest - name.length()) + GAP + cell(row[column])).stripTrailing());
            }
            out.println();
        }
        out.flush();
    }

    private static int width(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }

    private boolean isText(int column) {
        return rows.stream().anyMatch(row -> row[column] instanceof String);
    }

    private static String cell(@Nullable Object value) {
        if (value instanceof Double share) {
            return String.format(Locale.ROOT, "%.3f %%", 100 * share);
        }
        if (value instanceof Long number) {
            return String.format(Locale.ROOT, "%,d", number);
        }
        return value == null ? "-" : value.toString();
    }
}
