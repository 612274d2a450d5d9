package io.ballonet.report.plot;

import io.ballonet.report.data.Row;
import io.ballonet.report.text.Scale;
import io.ballonet.result.Measurement;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** What of the rows goes across and upwards in a plot of one quantity against another. */
interface Sweep {
    /** First word of the plots' names, such as {@code threads}. */
    String name();

    /** Title of the plot of one benchmark. */
    String title(Measurement row);

    /** How to read it. */
    String text(Measurement row);

    /** Words at the lower axis. */
    String across();

    /** The place from left to right, NaN for a row that is not asked for. */
    double x(Measurement row);

    /** The parameter that goes across. */
    String parameter();

    /** Parameters that part lines rather than panels. */
    default List<String> onLines() {
        return List.of();
    }

    /** Parameters that part neither, unless two points of a line would lie at one place: panels then. */
    default List<String> ignored() {
        return List.of();
    }

    /** From a row's value to what is drawn. */
    default DoubleUnaryOperator y(Measurement row) {
        return DoubleUnaryOperator.identity();
    }

    /** Unit of what is drawn, before it is scaled. */
    default String unit(Measurement row) {
        return row.subject().unit();
    }

    /** True where what is drawn is better if it is less. */
    default boolean lowerIsBetter(Measurement row) {
        return row.lowerIsBetter();
    }

    /** The lower axis for these places. */
    default Ruler ruler(DoubleStream places) {
        return Ruler.of(places);
    }

    /** True for a row that is drawn hollow whatever state the machine was in. */
    default boolean isHollow(Measurement row) {
        return false;
    }

    /**
     * Lines that are no contenders, as they are drawn beside these.
     *
     * @param rows what the lines are of, all of one column
     * @param scale of the lines
     */
    default List<Series> beside(List<Row> rows, List<Series> lines, Scale scale) {
        return List.of();
    }
}
