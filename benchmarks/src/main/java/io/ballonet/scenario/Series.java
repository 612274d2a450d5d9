package io.ballonet.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers over time: a curve of a result, written as CSV. <b>Threads:</b> one. */
public final class Series implements CsvTable {
    private final String name;
    private final List<String> columns;
    private final List<long[]> rows = new ArrayList<>();

    /**
     * An empty series.
     *
     * @param name of its file, without ending
     * @param columns their names, with the unit where it is not plain pages or events
     */
    public Series(String name, List<String> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
    }

    @Override
    public String name() {
        return name;
    }

    /** Adds a row, a value a column. */
    public void add(long... row) {
        if (row.length != columns.size()) {
            throw new IllegalArgumentException("row does not fit: values=" + row.length + ", columns=" + columns);
        }
        rows.add(row.clone());
    }

    /** Number of rows. */
    public int size() {
        return rows.size();
    }

    /** All values of a column. */
    public long[] column(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no such column: column=" + column + ", columns=" + columns);
        }
        return rows.stream().mapToLong(row -> row[index]).toArray();
    }

    @Override
    public String csv() {
        StringBuilder text = new StringBuilder(String.join(",", columns)).append('\n');
        for (long[] row : rows) {
            String line = Arrays.toString(row);
            text.append(line, 1, line.length() - 1).append('\n');
        }
        return text.toString().replace(", ", ",");
    }
}
