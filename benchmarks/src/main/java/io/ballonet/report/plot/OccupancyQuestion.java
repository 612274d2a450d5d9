package io.ballonet.report.plot;

import io.ballonet.result.Measurement;
import java.util.stream.DoubleStream;

/** What an allocation takes, against how full memory is. */
final class OccupancyQuestion extends SweepQuestion {
    private static final String FILL = "fill";
    private static final double PERCENT = 100;

    @Override
    public String asks() {
        return "time against occupancy";
    }

    @Override
    public String needs() {
        return "no allocator ran at two values of fill";
    }

    @Override
    public String name() {
        return "occupancy";
    }

    @Override
    public String title(Measurement row) {
        return row.subject().benchmark() + ": "
                + (row.subject().unit().startsWith("ns/")
                        ? "time"
                        : row.subject().unit()) + " against occupancy";
    }

    @Override
    public String text(Measurement row) {
        return "How much dearer a frame is when memory is nearly full. Bars are 95 % intervals, faint dots single iterations.";
    }

    @Override
    public String across() {
        return "% of the frames taken";
    }

    @Override
    public String parameter() {
        return FILL;
    }

    @Override
    public double x(Measurement row) {
        return row.subject().params().get(FILL) instanceof Number fill ? PERCENT * fill.doubleValue() : Double.NaN;
    }

    @Override
    public Ruler ruler(DoubleStream places) {
        return Ruler.linear(0, PERCENT, 0, 25, 50, 75, 90, PERCENT);
    }
}
