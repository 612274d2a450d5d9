package io.ballonet.scenario.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The story as text for a terminal: for each step what happens and why, then both mappings, before and after, side by side.
 * Rows that changed begin with {@code >}. Colour words are painted only where that is asked for.
 */
public final class StoryPrinter {
    private static final int COLUMNS = 100;
    private static final int GAP = 3;
    private static final String INDENT = "  ";
    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final Map<String, String> COLOURS = Map.of(
            "red", "\u001b[31m",
            "yellow", "\u001b[33m",
            "green", "\u001b[32m",
            "dark-blue", "\u001b[34m",
            "purple", "\u001b[35m");

    private final boolean colour;
    private final StringBuilder text = new StringBuilder();

    private StoryPrinter(boolean colour) {
        this.colour = colour;
    }

    /**
     * The whole story.
     *
     * @param colour true to paint with ANSI sequences
     */
    public static String print(List<StoryChapter> chapters, boolean colour) {
        StoryPrinter printer = new StoryPrinter(colour);
        printer.legend();
        for (int i = 0; i < chapters.size(); i++) {
            printer.chapter(i + 1, chapters.get(i));
        }
        return printer.text.toString();
    }

    private void legend() {
        line(
                "Words: VPN is a page of a process, PPN a page that a guest takes for real memory, MPN a frame of the machine.");
        line("A guest maps VPN to PPN, the host PPN to MPN. A: accessed, D: dirty. '>' marks what the step changed.");
    }

    private void chapter(int number, StoryChapter chapter) {
        line("");
        line(bold(number + ". " + chapter.title()));
        wrap(chapter.setting(), "");
        for (int i = 0; i < chapter.steps().size(); i++) {
            line("");
            step(number + "." + (i + 1), chapter.steps().get(i));
        }
    }

    private void step(String number, StoryStep step) {
        line(bold(number + " " + step.title()));
        wrap(step.explanation(), INDENT);
        for (StoryStep.Touch touch : step.touches()) {
            line(INDENT + "- " + touch(touch));
        }
        for (String note : step.notes()) {
            line(INDENT + "- " + note);
        }
        line("");
        table(
                List.of("guest A's pages", "VPN", "page table before", "after"),
                pairs(step.before().virtualPages(), step.after().virtualPages(), StoryPrinter::cells));
        table(List.of("guest", "PPN", "state before", "nested table", "state after", "nested table"), realPages(step));
        table(
                List.of("frame", "owner and bytes before", "after"),
                pairs(step.before().frames(), step.after().frames(), StoryPrinter::cells));
        line(INDENT + "balloon: target "
                + change(step.before().target(), step.after().target())
                + ", driver's book "
                + change(step.before().driverSize(), step.after().driverSize())
                + ", host's book "
                + change(step.before().hostSize(), step.after().hostSize()));
        line(INDENT + "free frames "
                + change(step.before().freeFrames(), step.after().freeFrames())
                + ", pages that guest A wrote to swap "
                + change(step.before().swapWrites(), step.after().swapWrites()));
    }

    /** The cells of a row, before and after. */
    private interface Cells<R> {
        List<String> of(R before, R after);
    }

    private static <R> List<Row> pairs(List<R> before, List<R> after, Cells<R> cells) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            rows.add(new Row(!before.get(i).equals(after.get(i)), cells.of(before.get(i), after.get(i))));
        }
        return rows;
    }

    private static List<String> cells(StorySnapshot.VirtualPage before, StorySnapshot.VirtualPage after) {
        return List.of(after.colour(), Long.toString(after.vpn()), entry(before.entry()), entry(after.entry()));
    }

    private static List<String> cells(StorySnapshot.Frame before, StorySnapshot.Frame after) {
        return List.of("MPN " + after.mpn(), frame(before), frame(after));
    }

    /** A guest that ended has no row after. */
    private static List<Row> realPages(StoryStep step) {
        List<Row> rows = new ArrayList<>();
        for (StorySnapshot.RealPage before : step.before().realPages()) {
            StorySnapshot.RealPage after = step.after().realPages().stream()
                    .filter(page -> page.guest().equals(before.guest()) && page.ppn() == before.ppn())
                    .findFirst()
                    .orElse(new StorySnapshot.RealPage(before.guest(), before.ppn(), "ended", "ended"));
            rows.add(new Row(
                    !before.equals(after),
                    List.of(
                            before.guest(),
                            Long.toString(before.ppn()),
                            before.use(),
                            nested(before.nested()),
                            after.use(),
                            nested(after.nested()))));
        }
        return rows;
    }

    /** A row of a table. */
    private record Row(boolean isChanged, List<String> cells) {}

    private void table(List<String> head, List<Row> rows) {
        int[] widths = new int[head.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = head.get(column).length();
            for (Row row : rows) {
                widths[column] =
                        Math.max(widths[column], row.cells().get(column).length());
            }
        }
        line(INDENT + "  " + columns(head, widths));
        for (Row row : rows) {
            line(INDENT + (row.isChanged() ? "> " : "  ") + columns(row.cells(), widths));
        }
        line("");
    }

    private String columns(List<String> cells, int[] widths) {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            columns.append(paint(cells.get(i)))
                    .append(" ".repeat(widths[i] - cells.get(i).length() + GAP));
        }
        return columns.toString().stripTrailing();
    }

    /** {@code present(ppn=1, W, A, D)} becomes {@code PPN 1  A D}. */
    private static String entry(String entry) {
        if (entry.equals("empty")) {
            return "empty";
        }
        String number = entry.substring(entry.indexOf('=') + 1).replaceFirst("\\D.*", "");
        if (entry.startsWith("swapped")) {
            return "in A's swap, slot " + number;
        }
        return "PPN " + number + (entry.contains(", A") ? "  A" : "  -") + (entry.contains(", D") ? " D" : " -")
                + (entry.startsWith("pinned") ? "  pinned" : "");
    }

    private static String nested(String nested) {
        String number = nested.replaceAll("\\D", "");
        return nested.startsWith("backed") ? "MPN " + number : nested;
    }

    private static String frame(StorySnapshot.Frame frame) {
        return frame.owner() + ", " + bytes(frame.bytes());
    }

    private static String bytes(String bytes) {
        return bytes.isEmpty() ? "zeros" : '"' + bytes + '"';
    }

    private static String touch(StoryStep.Touch touch) {
        String faults = faults(touch.guestFaults(), "guest " + touch.guest()) + faults(touch.hostFaults(), "the host");
        return "a process of guest " + touch.guest() + (touch.isWrite() ? " writes " : " reads ") + touch.page() + ": "
                + bytes(touch.bytes())
                + (faults.isEmpty() ? "" : " (" + faults.substring(2) + ")");
    }

    private static String faults(long count, String who) {
        return count == 0 ? "" : ", " + count + (count == 1 ? " fault to " : " faults to ") + who;
    }

    private static String change(long before, long after) {
        return before == after ? Long.toString(after) : before + " -> " + after;
    }

    private String paint(String cell) {
        String code = colour ? COLOURS.get(cell) : null;
        return code == null ? cell : code + cell + RESET;
    }

    private String bold(String title) {
        return colour ? BOLD + title + RESET : title;
    }

    private void wrap(String paragraph, String indent) {
        StringBuilder current = new StringBuilder(indent);
        for (String word : paragraph.split(" ", -1)) {
            if (current.length() + word.length() + 1 > COLUMNS
                    && !current.toString().isBlank()) {
                line(current.toString().stripTrailing());
                current = new StringBuilder(indent);
            }
            current.append(word).append(' ');
        }
        line(current.toString().stripTrailing());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
