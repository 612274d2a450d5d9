package io.ballonet.report.plot;

import io.ballonet.report.text.Labels;
import io.ballonet.report.text.Scale;

/** What a point says when it is pointed at: whose it is, where it lies, its figure with its interval, and the state of the machine. */
final class Tips {
    private Tips() {}

    static String of(XyChart.Words words, Series line, Series.Point point) {
        double x = point.x();
        return line.name() + ": " + (x == Math.rint(x) ? Labels.value(x) : Scale.number(x)) + " " + words.across()
                + ", "
                + Scale.number(point.y())
                + (Double.isFinite(point.low())
                        ? " (" + Scale.number(point.low()) + " to " + Scale.number(point.high()) + ")"
                        : "")
                + " " + words.unit()
                + (point.note().isEmpty() ? "" : ", " + point.note());
    }
}
