package io.ballonet.report.plot;

import io.ballonet.report.data.Row;
import io.ballonet.report.text.Scale;
import io.ballonet.result.Kind;
import io.ballonet.result.Measurement;
import io.ballonet.result.Subject;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** How fast accessed bits are read, against how many bytes of them there are, with what memory gives at most. */
final class WorkingSetQuestion extends SweepQuestion {
    private static final String ENTRIES = "entries";
    private static final String BYTES = "bytes";
    private static final double ENTRY_BYTES = 8;
    private static final double PAGES_PER_PACKED_BYTE = 8;
    private static final double GB = 1e9;

    @Override
    public String asks() {
        return "scan speed against working set";
    }

    @Override
    public String needs() {
        return "no scan ran over two sizes of tables";
    }

    @Override
    public String name() {
        return "working-set";
    }

    @Override
    public String title(Measurement row) {
        return row.subject().benchmark() + ": scan speed against working set";
    }

    @Override
    public String text(Measurement row) {
        return "Bytes of accessed bits that a pass covers a second: 8 a page in entries, 1 for 8 pages packed. The red line is what"
                + " plain reads of as many bytes reach on this machine.";
    }

    @Override
    public String across() {
        return "bytes of accessed bits";
    }

    @Override
    public String parameter() {
        return ENTRIES;
    }

    @Override
    public List<String> onLines() {
        return List.of("layout");
    }

    @Override
    public List<String> ignored() {
        return List.of("clusters", "set");
    }

    @Override
    public double x(Measurement row) {
        Subject subject = row.subject();
        return subject.unit().equals("pages/s")
                        && subject.params().containsKey("layout")
                        && !subject.params().containsKey("rate")
                        && subject.params().get(ENTRIES) instanceof Number entries
                ? entries.doubleValue() * bytesPerPage(subject)
                : Double.NaN;
    }

    private static double bytesPerPage(Subject subject) {
        return "packed".equals(subject.params().get("layout")) ? 1 / PAGES_PER_PACKED_BYTE : ENTRY_BYTES;
    }

    @Override
    public DoubleUnaryOperator y(Measurement row) {
        return pages -> pages * bytesPerPage(row.subject()) / GB;
    }

    @Override
    public String unit(Measurement row) {
        return "GB/s";
    }

    @Override
    public Ruler ruler(DoubleStream places) {
        return Ruler.bytes(places);
    }

    @Override
    public List<Series> beside(List<Row> rows, List<Series> lines, Scale scale) {
        List<double[]> roof = rows.getFirst().column().measurements().stream()
                .filter(m -> m.subject().kind() == Kind.LIMIT
                        && m.subject().benchmark().startsWith("read-")
                        && m.subject().unit().equals("GB/s")
                        && Double.isFinite(m.value()))
                .map(m -> new double[] {bytes(m.subject()), m.value() * scale.factor()})
                .filter(point -> point[0] > 0)
                .sorted(Comparator.comparingDouble(point -> point[0]))
                .toList();
        return roof.size() < 2 ? List.of() : List.of(Series.plain("read limit", 0, Series.Look.LIMIT, roof));
    }

    private static double bytes(Subject subject) {
        return subject.params().get(BYTES) instanceof Number bytes ? bytes.doubleValue() : Double.NaN;
    }
}
