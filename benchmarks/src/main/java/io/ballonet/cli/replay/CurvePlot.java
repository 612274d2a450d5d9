package io.ballonet.cli.replay;

import io.ballonet.cli.UserError;
import io.ballonet.report.plot.MissRatioChart;
import io.ballonet.trace.TraceErrors;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The drawing of curves in a file of its own, which must not exist before. */
final class CurvePlot {
    private static final int FAILURE = 1;

    private final Path file;

    private CurvePlot(Path file) {
        this.file = file;
    }

    /**
     * A drawing to make later.
     *
     * @throws UserError if the file exists or its folder does not
     */
    static CurvePlot to(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.exists(file)) {
            throw exists(file);
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UserError("--plot " + file + ": its folder does not exist; make it first", FAILURE);
        }
        return new CurvePlot(file);
    }

    /** Writes the file. */
    void draw(List<Curve> curves) {
        boolean oneTrace = curves.stream().map(Curve::trace).distinct().count() == 1;
        Map<String, List<double[]>> lines = new LinkedHashMap<>();
        curves.forEach(curve -> lines.put(
                oneTrace ? curve.policy() : curve.trace() + " " + curve.policy(),
                curve.points().stream()
                        .map(point -> new double[] {point.frames(), point.missRatio()})
                        .toList()));
        try {
            String trace = oneTrace ? curves.getFirst().trace() : "";
            Files.writeString(file, MissRatioChart.file(trace, lines), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (IOException e) {
            deleteHalf(e);
            throw new UserError("--plot " + TraceErrors.unwritable(file, e).getMessage(), FAILURE);
        }
    }

    /** Removes what was written before {@code failure}; the name was free. */
    private void deleteHalf(IOException failure) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static UserError exists(Path file) {
        return new UserError(
                "--plot " + file + " exists and is not replaced; remove it or choose another name", FAILURE);
    }
}
