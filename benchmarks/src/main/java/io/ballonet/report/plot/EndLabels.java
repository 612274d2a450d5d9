package io.ballonet.report.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names at the ends of lines: each as near to its end as those above it leave room, none over another. */
final class EndLabels {
    /** From one name to the next. */
    static final int GAP = 16;

    private EndLabels() {}

    /** A name, the end of its line, and where it goes. */
    record Label(Series line, double x, double y, double placedY) {
        Label(Series line, double x, double y) {
            this(line, x, y, y);
        }

        private Label at(double place) {
            return new Label(line, x, y, place);
        }
    }

    /** The labels from top to bottom, placed between both where they fit. */
    static List<Label> placed(List<Label> labels, double top, double bottom) {
        List<Label> sorted = new ArrayList<>(labels);
        sorted.sort(Comparator.comparingDouble(Label::y));
        double least = top + 4;
        for (int i = 0; i < sorted.size(); i++) {
            double place = Math.max(least, sorted.get(i).y());
            sorted.set(i, sorted.get(i).at(place));
            least = place + GAP;
        }
        double most = bottom - 2;
        for (int i = sorted.size() - 1; i >= 0 && sorted.get(i).placedY() > most; i--) {
            sorted.set(i, sorted.get(i).at(most));
            most -= GAP;
        }
        return sorted;
    }
}
