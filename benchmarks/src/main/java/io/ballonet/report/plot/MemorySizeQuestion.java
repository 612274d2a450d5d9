package io.ballonet.report.plot;

import io.ballonet.result.Measurement;
import java.util.stream.DoubleStream;

/** What a pass costs over more and more memory, where the hot part stays as it is. */
final class MemorySizeQuestion extends SweepQuestion {
    private static final String MEMORY = "gibibytes";

    @Override
    public String asks() {
        return "cost of a pass against the size of memory";
    }

    @Override
    public String needs() {
        return "the scenario scan-scale measures it";
    }

    @Override
    public String name() {
        return "memory-size";
    }

    @Override
    public String title(Measurement row) {
        return row.subject().benchmark() + ": cost of a pass against the size of memory";
    }

    @Override
    public String text(Measurement row) {
        return "The hot part of memory stays as it is while the rest grows.";
    }

    @Override
    public String across() {
        return "GiB of guest memory";
    }

    @Override
    public String parameter() {
        return MEMORY;
    }

    @Override
    public double x(Measurement row) {
        return row.subject().params().get(MEMORY) instanceof Number size ? size.doubleValue() : Double.NaN;
    }

    @Override
    public Ruler ruler(DoubleStream places) {
        return Ruler.decades(places);
    }
}
