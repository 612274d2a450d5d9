package io.ballonet.scenario;

/** A table of a result, written as CSV into a file of its own name: a {@link Series} of numbers, or {@link Records}. */
public interface CsvTable {
    /** Of its file, without ending. */
    String name();

    /** A header line, then a line a row. */
    String csv();
}
