package io.ballonet.report.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.report.data.ReportData;
import io.ballonet.report.data.SampleFolder;
import io.ballonet.result.Kind;
import io.ballonet.result.Measurement;
import io.ballonet.result.RawRun;
import io.ballonet.result.SampleResult;
import io.ballonet.result.Subject;
import io.ballonet.result.Summarizer;
import io.ballonet.result.Summary;
import io.ballonet.result.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QuestionsTest {
    @TempDir
    private Path temp;

    private static ReportData sample() {
        return ReportData.of(SampleResult.summary(true, false, List.of()), SampleResult.runs());
    }

    private static String drawing(Plot plot) {
        return plot.panels().getFirst().drawing().apply(XyChart.Size.WIDE);
    }

    private static int count(String text, String regex) {
        return (int) Pattern.compile(regex).matcher(text).results().count();
    }

    private static Plot named(List<Plot> plots, String name) {
        return plots.stream()
                .filter(plot -> plot.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(plots.toString()));
    }

    private static RawRun run(
            String family,
            String benchmark,
            String contender,
            Kind kind,
            Map<String, Object> params,
            String unit,
            double value) {
        Subject subject =
                new Subject(family, benchmark, contender, kind, 1, new TreeMap<>(params), unit, 1, null, 1, 1, null);
        double perSecond = unit.startsWith("GB") ? 1e9 : 1;
        return new RawRun(
                subject,
                0,
                "ops/s",
                List.of(value * perSecond, value * perSecond),
                new TreeMap<>(),
                Surroundings.UNKNOWN);
    }

    private static ReportData data(List<RawRun> runs) {
        Summary whole = SampleResult.summary(true, false, List.of());
        return ReportData.of(new Summary(whole.environment(), whole.run(), Summarizer.summarize(runs)), runs);
    }

    @Test
    void everyQuestionAsksAndSaysWhatItNeeds() {
        Questions.ALL.forEach(question -> {
            assertFalse(question.asks().isBlank() || question.needs().isBlank());
            assertTrue(question.plots(data(List.of())).isEmpty(), question.asks());
        });
    }

    @Test
    void throughputGrowsWhereTheTimeOfEachThreadStays() {
        Plot plot = named(new ThreadsQuestion().plots(sample()), "threads-allocator-pair");
        assertEquals(2, plot.panels().size(), "a panel for each occupancy");
        String svg = drawing(plot);
        assertEquals(4, count(svg, "<text class=\"name c\\d+\""), svg);
        assertEquals(1, count(svg, "class=\"line guide\""));
        assertEquals(7, count(svg, "class=\"mark[ \"]"), "one contender ran on one thread alone");
        assertEquals(7 * 8, count(svg, "M[\\d.]+ [\\d.]+h0"), "eight iterations a point");
        List<MatchResult> tree = Pattern.compile(
                        "<title>tree: [12] threads, [^<]*</title><[a-z]+ [^>]*d=\"M[\\d.]+ ([\\d.]+)")
                .matcher(svg)
                .results()
                .toList();
        assertTrue(
                Double.parseDouble(tree.get(1).group(1))
                        < Double.parseDouble(tree.get(0).group(1)),
                "two threads do more than one, which is higher up");
    }

    @Test
    void occupancyHasALineForEachContenderAndIsHollowWhereTheMachineWasNotItself() {
        Plot plot = named(new OccupancyQuestion().plots(sample()), "occupancy-allocator-pair");
        assertEquals(2, plot.panels().size(), "a panel for each count of threads");
        assertFalse(drawing(plot).contains("hollow"));
        String two = plot.panels().get(1).drawing().apply(XyChart.Size.WIDE);
        assertEquals(3, count(two, "mark hollow"), "cas-list was far, and bitmap where memory was nearly full");
        assertTrue(plot.text().contains("Hollow"));
    }

    @Test
    void scanSpeedIsDrawnUnderTheReadLimitInBytesOfItsLayout() {
        List<RawRun> runs = new ArrayList<>();
        for (long bytes : new long[] {32_768, 1 << 20}) {
            runs.add(run("limit", "read-" + bytes, "machine", Kind.LIMIT, Map.of("bytes", bytes), "GB/s", 80));
            runs.add(run(
                    "scan",
                    "read-only",
                    "linear",
                    Kind.OURS,
                    Map.of("entries", bytes / 8, "layout", "entry"),
                    "pages/s",
                    5e9));
            runs.add(run(
                    "scan",
                    "read-only",
                    "linear",
                    Kind.OURS,
                    Map.of("entries", bytes * 8, "layout", "packed"),
                    "pages/s",
                    3.2e11));
        }
        String svg = drawing(named(new WorkingSetQuestion().plots(data(runs)), "working-set-scan-read-only"));
        List<String> lines = Pattern.compile("<path class=\"line ([a-z0-9]+)\" d=\"(M[^\"]+)\"")
                .matcher(svg)
                .results()
                .map(line -> line.group(1) + " " + line.group(2))
                .toList();
        assertEquals(3, lines.size());
        assertEquals(
                1,
                lines.stream()
                        .map(line -> line.replaceAll("[ML][\\d.]+ ", ""))
                        .filter(line -> line.startsWith("limit"))
                        .count());
        assertEquals(
                2,
                lines.stream()
                        .map(line -> line.replaceFirst("\\S+ ", ""))
                        .distinct()
                        .count(),
                "both layouts read 40 GB/s of the same places; the limit is above them");
        assertTrue(svg.contains(">linear · entry<") && svg.contains(">linear · packed<"), svg);
    }

    @Test
    void latencyIsDrawnFromTheLogOrElseFromThePercentilesThatAreHeld() throws IOException {
        Path folder = SampleFolder.write(temp.resolve("a"));
        List<Plot> held = new LatencyQuestion().plots(ReportData.read(List.of(folder)));
        String few = drawing(named(held, "latency-pin-pair-latency"));
        Measurement m = sample().columns().getFirst().measurements().stream()
                .filter(row -> row.subject().benchmark().equals("pair-latency"))
                .findFirst()
                .orElseThrow();
        SampleFolder.latencyLog(folder, m.subject(), "response");
        SampleFolder.latencyLog(folder, m.subject(), "service");
        String many = drawing(
                named(new LatencyQuestion().plots(ReportData.read(List.of(folder))), "latency-pin-pair-latency"));
        assertTrue(count(many, "H[\\d.]+L") > 4 * count(few, "H[\\d.]+L"), many);
        assertEquals(0, count(few, "line dashed"));
        assertEquals(1, count(many, "line dashed"));
        assertTrue(many.contains("99.9 %") && many.contains("missed its rate"), many);
    }

    @Test
    void balloonsAndFreeMemoryAreDrawnOverTime() throws IOException {
        Path folder = SampleFolder.write(temp.resolve("a"));
        Files.writeString(folder.resolve("balloon-size.csv"), """
                time_us,running,a_target,a_balloon,b_target,b_balloon,free_frames
                0,0,0,0,512,0,1024
                1000000,1,256,256,512,512,0
                """);
        Plot plot =
                new BalloonQuestion().plots(ReportData.read(List.of(folder))).getFirst();
        String svg = drawing(plot);
        assertEquals(3, count(svg, "class=\"line c\\d+\""));
        assertEquals(2, count(svg, "line dashed"));
        assertTrue(svg.contains(">balloon of a<") && svg.contains(">free memory<"), svg);
    }

    @Test
    void missRatiosOfEveryTraceArePlotsOfTheirOwnInOrderOfFrames() throws IOException {
        Path folder = SampleFolder.write(temp.resolve("a"));
        Files.writeString(folder.resolve("any.csv"), """
                trace,accesses,distinct,policy,frames,misses,miss_ratio
                t,100,9,lru,8,20,0.2
                t,100,9,lru,1,90,0.9
                t,100,9,opt,1,80,0.8
                u,9,9,lru,1,9,1
                """);
        List<Plot> plots = new MissRatioQuestion().plots(ReportData.read(List.of(folder)));
        assertEquals(1, plots.size(), "one point is no curve");
        String path = Pattern.compile("class=\"line c\\d+\" d=\"M([\\d.]+) ([\\d.]+)L([\\d.]+) ([\\d.]+)\"")
                .matcher(drawing(plots.getFirst()))
                .results()
                .findFirst()
                .map(line -> Double.parseDouble(line.group(1)) < Double.parseDouble(line.group(3))
                                && Double.parseDouble(line.group(2)) < Double.parseDouble(line.group(4))
                        ? "falls to the right"
                        : line.group())
                .orElse("no line");
        assertEquals("falls to the right", path);
    }

    @Test
    void columnsSideBySideShareTheirAxes() throws IOException {
        ReportData merged = ReportData.read(List.of(
                SampleFolder.write(temp.resolve("a")),
                SampleFolder.write(
                        temp.resolve("b"),
                        SampleFolder.environment("Intel Xeon", "intel-xeon", "1154ecee2041", false),
                        SampleResult.runs())));
        Plot plot = named(new OccupancyQuestion().plots(merged), "occupancy-allocator-pair");
        assertEquals(
                List.of(
                        "amd-epyc at 1154ece with changes",
                        "intel-xeon at 1154ece",
                        "amd-epyc at 1154ece with changes · 2 threads",
                        "intel-xeon at 1154ece · 2 threads"),
                plot.panels().stream().map(Plot.Panel::label).toList());
        List<String> grids = plot.panels().stream()
                .map(panel -> panel.drawing().apply(XyChart.Size.WIDE))
                .map(svg -> Pattern.compile("class=\"grid\"[^>]+")
                        .matcher(svg)
                        .results()
                        .map(MatchResult::group)
                        .toList()
                        .toString())
                .distinct()
                .toList();
        assertEquals(1, grids.size());
    }
}
