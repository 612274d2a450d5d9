package io.ballonet.report.plot;

import io.ballonet.report.data.ReportData;
import io.ballonet.report.data.Row;
import io.ballonet.report.text.Labels;
import io.ballonet.report.text.Scale;
import io.ballonet.result.Measurement;
import io.ballonet.result.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One benchmark's rows as lines over a quantity, a panel for each setting of what is neither on the axis nor on a line. */
final class SweepPlot {
    /** More settings than that stand in the table alone. */
    private static final int MOST_PANELS = 3;

    private static final Set<String> DOUBTFUL = Set.of("far", "moved", "mixed", "slow-clock", "steal", "missed-rate");

    private final Sweep sweep;
    private final ReportData data;
    private final Palette palette;
    private final List<Row> rows;
    private final Scale scale;
    private final List<String> onLines;
    private final List<String> onPanels;

    /** {@code rows} are of one benchmark and unit, and not empty. */
    SweepPlot(Sweep sweep, ReportData data, Palette palette, List<Row> rows) {
        this.sweep = sweep;
        this.data = data;
        this.palette = palette;
        this.rows = rows;
        this.scale = Scale.of(
                sweep.unit(first()),
                rows.stream().mapToDouble(row -> y(row.measurement())).toArray());
        Set<String> varying = varying();
        this.onLines = varying.stream().filter(sweep.onLines()::contains).toList();
        this.onPanels = new ArrayList<>(varying.stream()
                .filter(name ->
                        !sweep.onLines().contains(name) && !sweep.ignored().contains(name))
                .toList());
        for (String name : sweep.ignored()) {
            if (varying.contains(name) && hasTwoAtOnePlace()) {
                onPanels.add(name);
            }
        }
    }

    private Measurement first() {
        return rows.getFirst().measurement();
    }

    private double y(Measurement m) {
        return sweep.y(m).applyAsDouble(m.value());
    }

    /** Null where no line has two places. */
    @Nullable
    Plot plot() {
        Map<String, List<Row>> settings = new LinkedHashMap<>();
        rows.forEach(row ->
                settings.computeIfAbsent(setting(row), key -> new ArrayList<>()).add(row));
        Map<String, List<Series>> panels = new LinkedHashMap<>();
        settings.forEach((setting, of) -> {
            List<Series> lines = lines(of);
            if (lines.stream().anyMatch(line -> line.points().size() > 1)) {
                List<Series> all = new ArrayList<>(lines);
                all.addAll(sweep.beside(of, lines, scale));
                panels.put(setting, all);
            }
        });
        if (panels.isEmpty()) {
            return null;
        }
        List<Series> shown = panels.values().stream()
                .limit(mostPanels())
                .flatMap(List::stream)
                .toList();
        Ruler across = sweep.ruler(shown.stream()
                .filter(line -> line.look() == Series.Look.LINE || line.look() == Series.Look.LIMIT)
                .flatMap(line -> line.points().stream())
                .mapToDouble(Series.Point::x));
        Ruler up = Ruler.of(shown.stream()
                .flatMap(line -> line.points().stream())
                .flatMapToDouble(point -> DoubleStream.concat(
                        DoubleStream.of(point.y(), point.high()),
                        point.raw().stream().mapToDouble(Double::doubleValue))));
        String title = sweep.title(first());
        XyChart.Words words = XyChart.Words.of(
                title,
                sweep.across(),
                scale.unit(),
                sweep.lowerIsBetter(first()) ? "less is better" : "more is better",
                shown);
        List<Plot.Panel> drawn = new ArrayList<>();
        panels.entrySet().stream().limit(mostPanels()).forEach(panel -> {
            XyChart.Words own = panel.getKey().isEmpty() ? words : words.titled(title + ", " + panel.getKey());
            drawn.add(new Plot.Panel(
                    panel.getKey(), size -> new XyChart(own, across, up, panel.getValue(), size).draw()));
        });
        Subject subject = first().subject();
        List<Row> tabled = panels.keySet().stream()
                .limit(mostPanels())
                .flatMap(setting -> settings.getOrDefault(setting, List.of()).stream())
                .toList();
        return new Plot(
                sweep.name() + "-" + subject.family() + "-" + subject.benchmark(),
                subject.family(),
                title,
                sweep.text(first()) + common() + left(panels.size() - mostPanels()) + doubtful(tabled),
                drawn,
                SweepTable.of(sweep, data, tabled, scale, constant()));
    }

    /** Side by side, the same settings of every column. */
    private int mostPanels() {
        return data.isMerged() ? 2 * data.columns().size() : MOST_PANELS;
    }

    private static String left(int more) {
        return more <= 0
                ? ""
                : " " + more + " more " + (more == 1 ? "setting stands" : "settings stand")
                        + " among all figures below.";
    }

    private static boolean isDoubtful(Measurement m) {
        return m.flags().stream().anyMatch(DOUBTFUL::contains);
    }

    private static String doubtful(List<Row> rows) {
        return rows.stream().anyMatch(row -> isDoubtful(row.measurement()))
                ? " Hollow marks are not like the others: the machine was in another state, see the notes."
                : "";
    }

    private String setting(Row row) {
        StringJoiner text = new StringJoiner(" · ");
        if (data.isMerged()) {
            text.add(row.column().label());
        }
        String params = values(row.measurement().subject(), onPanels);
        return params.isEmpty() ? text.toString() : text.add(params).toString();
    }

    private List<Series> lines(List<Row> setting) {
        Map<List<String>, List<Row>> byName =
                setting.stream().collect(Collectors.groupingBy(this::lineKey, LinkedHashMap::new, Collectors.toList()));
        Map<String, Integer> seen = new LinkedHashMap<>();
        List<Series> lines = new ArrayList<>();
        byName.forEach((key, of) -> {
            Subject subject = of.getFirst().measurement().subject();
            int number = seen.merge(subject.contender(), 1, Integer::sum) - 1;
            lines.add(new Series(
                    key.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(" · ")),
                    Palette.variant(palette.mark(subject.family(), subject.contender()), number),
                    Series.Look.LINE,
                    of.stream()
                            .map(this::point)
                            .sorted(Comparator.comparingDouble(Series.Point::x))
                            .toList()));
        });
        return lines;
    }

    private List<String> lineKey(Row row) {
        Subject subject = row.measurement().subject();
        return List.of(subject.contender(), Labels.values(subject, onLines));
    }

    private Series.Point point(Row row) {
        Measurement m = row.measurement();
        double a = drawn(m, Math.max(0, m.value() - m.error()));
        double b = drawn(m, m.value() + m.error());
        return new Series.Point(
                sweep.x(m),
                drawn(m, m.value()),
                Math.min(a, b),
                Math.max(a, b),
                row.iterations().stream().map(value -> drawn(m, value)).toList(),
                isDoubtful(m) || sweep.isHollow(m),
                String.join(", ", m.flags()));
    }

    private double drawn(Measurement m, double value) {
        return sweep.y(m).applyAsDouble(value) * scale.factor();
    }

    private boolean hasTwoAtOnePlace() {
        long places = rows.stream()
                .map(row -> List.of(row.column().label(), lineKey(row), setting(row), sweep.x(row.measurement())))
                .distinct()
                .count();
        return places < rows.size();
    }

    private Set<String> varying() {
        Set<String> names = new TreeSet<>();
        Subject first = first().subject();
        for (Row row : rows) {
            Subject subject = row.measurement().subject();
            Stream.concat(subject.params().keySet().stream(), first.params().keySet().stream())
                    .filter(name -> !Objects.equals(
                            subject.params().get(name), first.params().get(name)))
                    .forEach(names::add);
            if (subject.threads() != first.threads()) {
                names.add(Labels.THREADS);
            }
        }
        names.remove(sweep.parameter());
        return names;
    }

    private Set<String> constant() {
        Set<String> constant = new TreeSet<>(first().subject().params().keySet());
        constant.add(Labels.THREADS);
        constant.removeAll(varying());
        constant.add(sweep.parameter());
        return constant;
    }

    private String common() {
        Set<String> without = new TreeSet<>(varying());
        without.add(sweep.parameter());
        String params = Labels.params(first().subject(), " · ", without);
        return params.isEmpty() ? "" : " All with " + params + ".";
    }

    private static String values(Subject subject, List<String> names) {
        Set<String> without = new TreeSet<>(subject.params().keySet());
        without.add(Labels.THREADS);
        names.forEach(without::remove);
        return Labels.params(subject, " · ", without);
    }
}
