package io.ballonet.report.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds places for labels beside their points, so that no label covers another, a point, or the border. Labels are placed one after
 * the other, each as near to its point as what was placed before leaves room.
 *
 * <p>Widths are estimates: an SVG knows its font only when it is shown.
 */
final class LabelPlacer {
    /** Mean width of a letter in units of the font's size; rather too much than too little. */
    private static final double LETTER = 0.62;

    private static final double GAP = 3;
    private static final int DIRECTIONS = 24;
    private static final double RING = 4;
    private static final double FARTHEST = 150;

    private final Box inside;
    private final double fontSize;
    private final List<Box> taken = new ArrayList<>();

    /** A rectangle; y downwards. */
    record Box(double left, double top, double right, double bottom) {
        boolean overlaps(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        boolean contains(Box other) {
            return left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom;
        }
    }

    /** Places within {@code inside}. */
    LabelPlacer(Box inside, double fontSize) {
        this.inside = inside;
        this.fontSize = fontSize;
    }

    /** Keeps labels off a point. */
    void keepOff(double x, double y, double radius) {
        taken.add(new Box(x - radius, y - radius, x + radius, y + radius));
    }

    /** Keeps labels off a line that is parallel to an axis. */
    void keepOffLine(double fromX, double fromY, double toX, double toY) {
        taken.add(new Box(
                Math.min(fromX, toX) - 1,
                Math.min(fromY, toY) - 1,
                Math.max(fromX, toX) + 1,
                Math.max(fromY, toY) + 1));
    }

    /** Where a label of the point goes; right beside it where nothing else is free. */
    Box place(String label, double x, double y, double radius) {
        double width = label.length() * fontSize * LETTER;
        for (double distance = radius + GAP; distance < FARTHEST; distance += RING) {
            for (int i = 0; i < DIRECTIONS; i++) {
                Box box = at(x, y, distance, direction(i), width);
                if (inside.contains(box) && taken.stream().noneMatch(box::overlaps)) {
                    taken.add(box);
                    return box;
                }
            }
        }
        return at(x, y, radius + GAP, 0, width);
    }

    /** Right first, then left, then by turns above and below, as one reads most easily. */
    private static double direction(int i) {
        int step = (i + 1) / 2;
        double angle = 2 * Math.PI * step / DIRECTIONS;
        return i % 2 == 0 ? angle : -angle;
    }

    private Box at(double x, double y, double distance, double angle, double width) {
        double half = fontSize / 2 + 1;
        double nearX = x + distance * Math.cos(angle);
        double nearY = y + distance * Math.sin(angle);
        double lean = Math.cos(angle);
        double left = Math.abs(lean) < 0.3 ? nearX - width / 2 : lean > 0 ? nearX : nearX - width;
        double middle = Math.abs(Math.sin(angle)) < 0.3 ? nearY : nearY + Math.signum(Math.sin(angle)) * half;
        return new Box(left, middle - half, left + width, middle + half);
    }
}
