package io.ballonet.report.plot;

import io.ballonet.report.data.Row;
import io.ballonet.report.text.Labels;
import io.ballonet.report.text.Scale;
import io.ballonet.result.Kind;
import io.ballonet.result.Measurement;
import io.ballonet.result.Subject;
import io.ballonet.result.stats.ScalabilityLaw;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** What all threads get done together, against their number. */
final class ThreadsQuestion extends SweepQuestion {
    private static final double NS_PER_SECOND = 1e9;
    private static final String PROCESSORS = "processors";
    private static final int FOR_A_LAW = 3;

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
                + (knowsProcessors(row)
                        ? " Hollow: more threads than processors. Dashed: Gunther’s law of the others, from three counts of threads on."
                        : " Bars are 95 % intervals, faint dots single iterations.");
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
    public boolean isHollow(Measurement row) {
        return row.subject().params().get(PROCESSORS) instanceof Number processors
                && row.subject().threads() > processors.doubleValue();
    }

    @Override
    public List<Series> beside(List<Row> rows, List<Series> lines, Scale scale) {
        List<Series> beside = new ArrayList<>();
        linear(lines).ifPresent(beside::add);
        if (knowsProcessors(rows.getFirst().measurement())) {
            lines.forEach(line -> law(line).ifPresent(beside::add));
            beside.addAll(limits(rows.getFirst(), scale));
        }
        return beside;
    }

    private static boolean knowsProcessors(Measurement row) {
        return row.subject().params().containsKey(PROCESSORS);
    }

    private static Optional<Series> linear(List<Series> lines) {
        double most = lines.stream()
                .map(line -> line.points().getLast())
                .mapToDouble(Series.Point::x)
                .max()
                .orElse(1);
        return lines.stream()
                .map(line -> line.points().getFirst())
                .filter(point -> point.x() == 1)
                .max(Comparator.comparingDouble(Series.Point::y))
                .map(best -> Series.curve("linear", 0, Series.Look.GUIDE, 1, most, threads -> threads * best.y()));
    }

    /** Gunther's law of the points that are not hollow. */
    private static Optional<Series> law(Series line) {
        List<Series.Point> fitting = line.points().stream()
                .filter(point -> !point.isDoubtful() && point.y() > 0)
                .toList();
        if (fitting.size() < FOR_A_LAW) {
            return Optional.empty();
        }
        ScalabilityLaw law = ScalabilityLaw.fit(
                fitting.stream().mapToInt(point -> (int) point.x()).toArray(),
                fitting.stream().mapToDouble(Series.Point::y).toArray());
        return Optional.of(Series.curve(
                "", line.mark(), Series.Look.DASHED, 1, fitting.getLast().x(), law::throughput));
    }

    /** What the machine does at most, measured beside the contenders. */
    private static List<Series> limits(Row beside, Scale scale) {
        Subject contender = beside.subject();
        Map<String, List<double[]>> limits = new LinkedHashMap<>();
        beside.column().measurements().stream()
                .filter(m -> m.subject().kind() == Kind.LIMIT
                        && m.subject().benchmark().equals(contender.benchmark())
                        && m.subject().unit().equals(contender.unit())
                        && Double.isFinite(m.value()))
                .sorted(Comparator.comparingInt(m -> m.subject().threads()))
                .forEach(m -> limits.computeIfAbsent(m.subject().contender(), key -> new ArrayList<>())
                        .add(new double[] {m.subject().threads(), m.value() * scale.factor()}));
        return limits.entrySet().stream()
                .map(limit -> Series.plain(limit.getKey(), 0, Series.Look.LIMIT, limit.getValue()))
                .toList();
    }
}
