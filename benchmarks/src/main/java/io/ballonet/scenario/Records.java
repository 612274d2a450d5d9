package io.ballonet.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows of names and numbers: one record for each thing that was measured. <b>Threads:</b> one. */
public final class Records implements CsvTable {
    private final String name;
    private final List<String> columns;
    private final List<String> lines = new ArrayList<>();

    /**
     * An empty table.
     *
     * @param name of its file, without ending
     * @param columns their names, with the unit where it is not plain pages or events
     */
    public Records(String name, List<String> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * Adds a row, a cell a column: text without commas, quotes and line ends; whole numbers; or fractions, which are written with
     * six digits behind the point, and as nothing where they are no number.
     */
    public void add(Object... row) {
        if (row.length != columns.size()) {
            throw new IllegalArgumentException("row does not fit: cells=" + row.length + ", columns=" + columns);
        }
        lines.add(Stream.of(row).map(Records::cell).collect(Collectors.joining(",")));
    }

    private static String cell(Object value) {
        if (value instanceof Double fraction) {
            return Double.isFinite(fraction) ? String.format(Locale.ROOT, "%.6f", fraction) : "";
        }
        String text = value.toString();
        if (text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
            throw new IllegalArgumentException("cell is no plain text: cell=" + text);
        }
        return text;
    }

    /** Number of rows. */
    public int size() {
        return lines.size();
    }

    @Override
    public String csv() {
        return Stream.concat(Stream.of(String.join(",", columns)), lines.stream())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
