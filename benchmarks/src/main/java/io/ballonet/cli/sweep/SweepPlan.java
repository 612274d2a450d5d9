package io.ballonet.cli.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ballonet.cli.UserError;
import io.ballonet.cli.replay.FrameCount;
import io.ballonet.result.ResultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a sweep computes: each trace under each policy at each size. Kept in the sweep's folder, so that a report knows what is missing;
 * a folder may hold several, and a report is of all of them.
 *
 * @param traces in the order of the report
 * @param policies registry names
 * @param sizes as given, such as {@code 25%}
 */
record SweepPlan(List<Trace> traces, List<String> policies, List<String> sizes) {
    private static final int SCHEMA = 1;
    private static final String PREFIX = "plan-";
    private static final String SUFFIX = ".json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    SweepPlan {
        traces = List.copyOf(traces);
        policies = List.copyOf(policies);
        sizes = List.copyOf(sizes);
    }

    /**
     * One of its traces.
     *
     * @param word on the command line
     */
    record Trace(String word, TraceIdentity identity) {}

    /** All different, trace by trace, size by size. */
    List<Cell> cells() {
        List<FrameCount> counts = sizes.stream().map(FrameCount::parse).toList();
        Set<Cell> cells = new LinkedHashSet<>();
        for (Trace trace : traces) {
            for (FrameCount count : counts) {
                for (String policy : policies) {
                    cells.add(new Cell(
                            trace.identity(), policy, count.of(trace.identity().distinctPages())));
                }
            }
        }
        return List.copyOf(cells);
    }

    /** The command line that computes those of {@code missing} that are of this plan, into {@code folder}; cells that are there are left. */
    String command(Set<Cell> missing, Path folder) {
        List<Cell> own = cells().stream().filter(missing::contains).toList();
        Set<TraceIdentity> identities = own.stream().map(Cell::trace).collect(Collectors.toSet());
        Set<String> names = own.stream().map(Cell::policy).collect(Collectors.toSet());
        Stream<String> words = traces.stream()
                .filter(trace -> identities.contains(trace.identity()))
                .map(trace -> quoted(trace.word()));
        return "./ballonet sweep " + words.collect(Collectors.joining(" ")) + " --policy "
                + quoted(policies.stream().filter(names::contains).collect(Collectors.joining(","))) + " --frames "
                + quoted(String.join(",", sizes)) + " --out " + quoted(folder.toString());
    }

    /** As a shell takes it for one word. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./,%+:@=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** Writes it into a folder, unless it is there. */
    void write(Path folder, WholeFile files) {
        Path file = folder.resolve(fileName());
        if (Files.exists(file)) {
            return;
        }
        try {
            files.write(file, json());
        } catch (IOException e) {
            throw CellStore.unwritable(file, e);
        }
    }

    /** By content alone: machines may know a trace by different paths. */
    private String fileName() {
        String content =
                traces.stream().map(trace -> trace.identity().toString()).toList() + "\n" + policies + "\n" + sizes;
        return PREFIX + Digest.shortOf(content) + SUFFIX;
    }

    private String json() {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("schema", SCHEMA);
        ArrayNode list = node.putArray("traces");
        for (Trace trace : traces) {
            list.addObject()
                    .put("word", trace.word())
                    .put("name", trace.identity().name())
                    .put("accesses", trace.identity().accesses())
                    .put("distinct", trace.identity().distinctPages())
                    .put("sha256", trace.identity().sha256());
        }
        policies.forEach(node.putArray("policies")::add);
        sizes.forEach(node.putArray("frames")::add);
        return node.toPrettyString() + "\n";
    }

    /**
     * The plans of a folder, by file name.
     *
     * @throws ResultException if there is none, or one is cut or of another schema
     */
    static List<SweepPlan> readAll(Path folder) {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(SweepPlan::isPlan).sorted().toList();
        } catch (IOException e) {
            throw new ResultException("not a folder that can be read: " + folder, e);
        }
        if (files.isEmpty()) {
            throw new ResultException(
                    "no sweep in " + folder + ": it holds no " + PREFIX + "*" + SUFFIX + "; name the --out of a sweep",
                    null);
        }
        List<SweepPlan> plans = new ArrayList<>();
        for (Path file : files) {
            plans.add(read(file));
        }
        return plans;
    }

    private static boolean isPlan(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }

    private static SweepPlan read(Path file) {
        try {
            JsonNode node = MAPPER.readTree(Files.readString(file));
            if (node.path("schema").asInt() != SCHEMA) {
                throw new ResultException(
                        file + ": of schema " + node.path("schema").asInt() + ", not " + SCHEMA
                                + "; use the Ballonet that wrote it, or remove it",
                        null);
            }
            List<Trace> traces = new ArrayList<>();
            for (JsonNode trace : node.path("traces")) {
                traces.add(new Trace(
                        trace.path("word").asText(),
                        new TraceIdentity(
                                trace.path("name").asText(),
                                trace.path("accesses").asLong(),
                                trace.path("distinct").asLong(),
                                trace.path("sha256").asText())));
            }
            SweepPlan plan = new SweepPlan(traces, texts(node.path("policies")), texts(node.path("frames")));
            plan.cells();
            return plan;
        } catch (JsonProcessingException | UserError e) {
            throw new ResultException(file + ": cut or edited; remove it, and run the sweep again", e);
        } catch (IOException e) {
            throw new ResultException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
