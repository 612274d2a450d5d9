package io.ballonet.report.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A table of a folder: a head and lines of as many cells, as this project writes them, without quotes.
 *
 * @param name of the file
 */
public record CsvFile(String name, List<String> head, List<List<String>> rows) {
    private static final long MOST_BYTES = 64L << 20;

    /** Copies the lists. */
    public CsvFile {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /** The place of a column, or -1. */
    public int column(String column) {
        return head.indexOf(column);
    }

    /** A cell as a number, NaN where it is none. */
    public static double number(List<String> row, int column) {
        try {
            return column < 0 ? Double.NaN : Double.parseDouble(row.get(column));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Every table of a folder; what is wrong with one goes to {@code faults}, a line each, and its whole lines stay. */
    static List<CsvFile> of(Path folder, List<String> faults) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.csv")) {
            found.forEach(files::add);
        } catch (IOException e) {
            faults.add("tables cannot be listed and are left out");
        }
        List<CsvFile> tables = new ArrayList<>();
        files.stream().sorted().forEach(file -> {
            try {
                tables.add(read(file, faults));
            } catch (IOException | UncheckedIOException e) {
                faults.add(
                        file.getFileName() + " cannot be read and is left out; copy it again from where it was made");
            }
        });
        return tables;
    }

    private static CsvFile read(Path file, List<String> faults) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("too long: " + name);
        }
        List<List<String>> rows = new ArrayList<>();
        int bad = 0;
        int firstBad = 0;
        List<String> head;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            head = cells(Objects.requireNonNullElse(reader.readLine(), ""));
            int number = 1;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                List<String> row = cells(line);
                if (row.size() == head.size()) {
                    rows.add(row);
                } else if (bad++ == 0) {
                    firstBad = number;
                }
            }
        }
        if (bad > 0) {
            faults.add(name + ": "
                    + (bad == 1 ? "line " + firstBad + " has" : bad + " lines, the first " + firstBad + ", have")
                    + " another number of cells than the head and " + (bad == 1 ? "is" : "are") + " left out");
        }
        return new CsvFile(name, head, rows);
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",", -1));
    }
}
