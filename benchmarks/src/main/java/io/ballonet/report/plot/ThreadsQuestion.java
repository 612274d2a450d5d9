package io.ballonet.report.plot;

import io.ballonet.report.data.ReportColumn;
import io.ballonet.report.text.Labels;
import io.ballonet.result.Kind;
import io.ballonet.result.Measurement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** What all threads get done together, against their number. */
final class ThreadsQuestion extends SweepQuestion {
    private static final double NS_PER_SECOND = 1e9;

    @Override
    public String asks() {
        return "throughput against threads";
    }

    @Override
    public String needs() {
        return "no benchmark ran with two counts of threads";
    }

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public String title(Measurement row) {
        return row.subject().benchmark() + ": throughput against threads";
    }

    @Override
    public String text(Measurement row) {
        return "All threads together; the grey line is the best of one thread times their number."
                + " Bars are 95 % intervals, faint dots single iterations.";
    }

    @Override
    public String across() {
        return "threads";
    }

    @Override
    public String parameter() {
        return Labels.THREADS;
    }

    @Override
    public double x(Measurement row) {
        String unit = row.subject().unit();
        boolean isSpeed = unit.startsWith("ns/") || unit.endsWith("/s");
        return isSpeed && row.subject().kind() != Kind.LIMIT ? row.subject().threads() : Double.NaN;
    }

    @Override
    public DoubleUnaryOperator y(Measurement row) {
        return row.lowerIsBetter()
                ? time -> row.subject().scoredThreads() * NS_PER_SECOND / time
                : DoubleUnaryOperator.identity();
    }

    @Override
    public String unit(Measurement row) {
        String unit = row.subject().unit();
        return unit.startsWith("ns/")
                ? unit.substring("ns/".length()).replaceFirst("^(op|page|frame)$", "$1s") + "/s"
                : unit;
    }

    @Override
    public boolean lowerIsBetter(Measurement row) {
        return false;
    }

    @Override
    public Ruler ruler(DoubleStream places) {
        double[] threads = places.distinct().sorted().toArray();
        double most = threads[threads.length - 1];
        double room = 0.08 * (most - threads[0]);
        return Ruler.linear(threads[0] - room, most + room / 4, threads);
    }

    @Override
    public List<Series> beside(ReportColumn column, List<Series> lines) {
        double most = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Series.Point::x)
                .max()
                .orElse(1);
        Optional<Series.Point> best = lines.stream()
                .map(line -> line.points().getFirst())
                .filter(point -> point.x() == 1)
                .max(Comparator.comparingDouble(Series.Point::y));
        return best.map(point -> List.of(Series.plain(
                        "linear", 0, Series.Look.GUIDE, List.of(new double[] {1, point.y()}, new double[] {
                            most, most * point.y()
                        }))))
                .orElse(List.of());
    }
}
