package io.ballonet.profile;

import io.ballonet.report.plot.Svg;
import io.ballonet.report.text.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Events over time as an SVG: a lane a type. Few events are drawn each, a bar as long as it took or a tick for an instant; of
 * many, each column of pixels shows the longest of those that end in it, over decades, or for instants their number. What was
 * measured is shaded.
 */
final class TimelineChart {
    private static final int WIDTH = 1000;
    private static final int LEFT = 128;
    private static final int RIGHT = 150;
    private static final int TOP = 10;
    private static final int LANE = 44;
    private static final int BAR = 30;
    private static final int AXIS = 44;
    /** A lane with more is drawn by columns. */
    private static final int MOST_DRAWN_EACH = 200;

    private static final int COLUMN = 2;
    private static final double NS_OF_SECOND = 1e9;
    /** The foot of a lane over decades: what took less is drawn as this. */
    private static final double SHORTEST_NS = 100;

    private final RecordedProfile profile;
    private final long startNs;
    private final long endNs;
    private final List<EventSeries> lanes;
    private final int bottom;
    private final Svg svg;

    private TimelineChart(String title, RecordedProfile profile) {
        this.profile = profile;
        List<Phase> phases = profile.phases();
        this.startNs = phases.isEmpty() ? profile.startNs() : phases.getFirst().startNs();
        long last = phases.isEmpty()
                ? profile.endNs()
                : phases.stream().mapToLong(Phase::endNs).max().orElse(profile.endNs());
        this.endNs = Math.max(last, startNs + 1);
        this.lanes = new ArrayList<>(profile.events());
        if (inside(profile.pauses()) > 0) {
            lanes.add(profile.pauses());
        }
        this.bottom = TOP + LANE * Math.max(1, lanes.size() + (phases.isEmpty() ? 0 : 1));
        this.svg = new Svg(WIDTH, bottom + AXIS, "events over time, " + title);
    }

    /** The file's text. */
    static String svg(String title, RecordedProfile profile) {
        return new TimelineChart(title, profile).draw();
    }

    private String draw() {
        axis();
        int top = TOP;
        if (!profile.phases().isEmpty()) {
            phases(top);
            top += LANE;
        }
        for (EventSeries lane : lanes) {
            lane(lane, top);
            top += LANE;
        }
        if (lanes.isEmpty()) {
            svg.text("soft", LEFT + 8, top + BAR, "start", "no Ballonet events in this recording");
        }
        return svg.file();
    }

    private void axis() {
        for (Phase phase : profile.phases()) {
            if (phase.measured()) {
                double x = x(phase.startNs());
                svg.rectangle("measured", x, TOP, x(phase.endNs()) - x, bottom - TOP, "");
            }
        }
        double seconds = (endNs - startNs) / NS_OF_SECOND;
        for (double tick : Scale.ticks(seconds)) {
            double x = x(startNs + Math.round(tick * NS_OF_SECOND));
            svg.line("grid", x, TOP, x, bottom);
            svg.text("soft", x, bottom + 17, "middle", Scale.tick(tick));
        }
        svg.text("soft", (LEFT + WIDTH - RIGHT) / 2.0, bottom + 35, "middle", "seconds");
    }

    private void phases(int top) {
        svg.text("", LEFT - 10, top + BAR - 6, "end", "phase");
        for (Phase phase : profile.phases()) {
            double width = Math.max(1, x(phase.endNs()) - x(phase.startNs()) - 1);
            svg.rectangle("phase", x(phase.startNs()), top + 12, width, BAR - 12, phase.name());
        }
        if (profile.hasMeasuredPhases()) {
            svg.text("soft", WIDTH - RIGHT + 10, top + BAR - 6, "start", "shaded: measured");
        }
    }

    private void lane(EventSeries lane, int top) {
        String style = lane == profile.pauses() ? "pause" : "event";
        svg.text("", LEFT - 10, top + BAR - 6, "end", lane.name());
        svg.line("grid", LEFT, top + BAR, WIDTH - RIGHT, top + BAR);
        int shown = inside(lane);
        String size = String.format(Locale.ROOT, "%,d", shown);
        svg.text("soft", WIDTH - RIGHT + 10, top + 14, "start", size + (shown == 1 ? " event" : " events"));
        String scale = shown > MOST_DRAWN_EACH ? columns(lane, top, style) : each(lane, top, style);
        svg.text("soft", WIDTH - RIGHT + 10, top + BAR, "start", scale);
    }

    /** What the lane's height is, in words. */
    private String each(EventSeries lane, int top, String style) {
        long longest = 0;
        for (int event = 0; event < lane.size(); event++) {
            if (inside(lane, event)) {
                double x = x(lane.startNs(event));
                double width = Math.max(1, x(lane.startNs(event) + lane.durationNs(event)) - x);
                svg.rectangle(style, x, top + 8.0, width, BAR - 8, duration(lane.durationNs(event)));
                longest = Math.max(longest, lane.durationNs(event));
            }
        }
        return longest == 0 ? "" : "longest " + duration(longest);
    }

    private String columns(EventSeries lane, int top, String style) {
        int columns = (WIDTH - LEFT - RIGHT) / COLUMN;
        double[] values = new double[columns];
        double most = 0;
        for (int event = 0; event < lane.size(); event++) {
            if (inside(lane, event)) {
                double x = x(lane.startNs(event) + lane.durationNs(event));
                int column = (int) Math.clamp((x - LEFT) / COLUMN, 0, columns - 1);
                values[column] =
                        lane.isTimed() ? Math.max(values[column], (double) lane.durationNs(event)) : values[column] + 1;
                most = Math.max(most, values[column]);
            }
        }
        StringBuilder path = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            if (values[column] > 0) {
                path.append(String.format(
                        Locale.ROOT,
                        "M%d %dv%.1fh%dV%dz",
                        LEFT + column * COLUMN,
                        top + BAR,
                        -Math.max(1, share(values[column], most, lane.isTimed()) * (BAR - 4)),
                        COLUMN,
                        top + BAR));
            }
        }
        svg.path(style, path.toString());
        double columnSeconds = (endNs - startNs) / NS_OF_SECOND / columns;
        return lane.isTimed()
                ? "longest, to " + duration(Math.round(most))
                : "to " + Scale.compact(most / columnSeconds) + "/s";
    }

    private static double share(double value, double most, boolean decades) {
        if (!decades) {
            return value / most;
        }
        double foot = Math.min(SHORTEST_NS, most / 10);
        return Math.log(Math.max(value, foot) / foot) / Math.log(most / foot);
    }

    private int inside(EventSeries lane) {
        int inside = 0;
        for (int event = 0; event < lane.size(); event++) {
            inside += inside(lane, event) ? 1 : 0;
        }
        return inside;
    }

    private boolean inside(EventSeries lane, int event) {
        return lane.startNs(event) + lane.durationNs(event) >= startNs && lane.startNs(event) <= endNs;
    }

    private static String duration(long ns) {
        if (ns == 0) {
            return "";
        }
        Scale scale = Scale.of("ns", (double) ns);
        return scale.text((double) ns) + " " + scale.unit();
    }

    private double x(long timeNs) {
        double share = (double) (timeNs - startNs) / (endNs - startNs);
        return LEFT + Math.clamp(share, 0, 1) * (WIDTH - LEFT - RIGHT);
    }
}
