package io.ballonet.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A table whose rows each know the command line that repeats them. The command is shown at the window's foot while the pointer is
 * on the row, beneath each row once the box above the table is ticked, and always in print.
 *
 * <p>A column that would be empty is left out. The table scrolls in a box of its own.
 */
public final class HtmlTable {
    private static final String PART = "part";

    /** The one column whose cells may have several lines. */
    private static final String LONG = "parameters";

    private final String name;
    private final List<String> head;
    private final Set<String> numbers;
    private final List<Row> rows = new ArrayList<>();

    /** One line; {@code cells} are HTML, in the order of the head. */
    private record Row(String style, List<String> cells, String command) {
        boolean isPart() {
            return style.equals(PART);
        }
    }

    /**
     * An empty table.
     *
     * @param name unlike that of any other table of the page
     * @param head plain text
     * @param numbers those of the head whose cells are figures
     */
    public HtmlTable(String name, List<String> head, Set<String> numbers) {
        this.name = name;
        this.head = List.copyOf(head);
        this.numbers = Set.copyOf(numbers);
    }

    /**
     * Adds a line.
     *
     * @param style classes of the row
     * @param command empty where no command repeats it
     * @param cells HTML, as many as the head has
     */
    public void row(String style, String command, List<String> cells) {
        if (cells.size() != head.size()) {
            throw new IllegalArgumentException("cells=" + cells.size() + ", head=" + head.size());
        }
        rows.add(new Row(style, List.copyOf(cells), command));
    }

    /** Begins a part of the table that has a heading, HTML. */
    public void section(String heading) {
        rows.add(new Row(PART, List.of(heading), ""));
    }

    /** Appends the table, or nothing where it has no rows. */
    public void append(StringBuilder html) {
        if (rows.isEmpty()) {
            return;
        }
        List<Integer> columns = IntStream.range(0, head.size())
                .filter(at -> rows.stream()
                        .anyMatch(row -> !row.isPart() && !row.cells().get(at).isEmpty()))
                .boxed()
                .toList();
        String id = Html.slug(name) + "-commands";
        html.append("<div class=\"figures\">");
        if (rows.stream().anyMatch(row -> !row.command().isEmpty())) {
            html.append("<input type=\"checkbox\" id=\"")
                    .append(id)
                    .append("\"><label for=\"")
                    .append(id)
                    .append("\">command of each row</label>");
        }
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(Html.escape(name))
                .append("\"><table>\n<thead><tr>");
        for (int column : columns) {
            html.append(numbers.contains(head.get(column)) ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
                    .append(Html.escape(head.get(column)));
        }
        html.append("</tr></thead>\n<tbody>\n");
        rows.forEach(row -> append(row, columns, html));
        html.append("</tbody></table></div></div>\n");
    }

    private void append(Row row, List<Integer> columns, StringBuilder html) {
        if (row.isPart()) {
            html.append("<tr class=\"part\"><th scope=\"rowgroup\" colspan=\"")
                    .append(columns.size())
                    .append("\">")
                    .append(row.cells().getFirst())
                    .append("</tr>\n");
            return;
        }
        html.append(row.style().isEmpty() ? "<tr>" : "<tr class=\"" + row.style() + "\">");
        for (int column : columns) {
            String name = head.get(column);
            html.append(numbers.contains(name) ? "<td class=\"n\">" : name.equals(LONG) ? "<td class=\"p\">" : "<td>")
                    .append(row.cells().get(column));
        }
        html.append("\n");
        if (!row.command().isEmpty()) {
            html.append("<tr class=\"cmd\"><td colspan=\"")
                    .append(columns.size())
                    .append("\"><code>")
                    .append(Html.escape(row.command()))
                    .append("</code>\n");
        }
    }
}
