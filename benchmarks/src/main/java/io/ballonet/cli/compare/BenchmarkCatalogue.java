package io.ballonet.cli.compare;

import io.ballonet.cli.Registries;
import io.ballonet.cli.Suggestion;
import io.ballonet.cli.UserError;
import io.ballonet.result.Exclusion;
import io.ballonet.result.Families;
import io.ballonet.result.InQuick;
import io.ballonet.result.Kind;
import io.ballonet.result.Measures;
import io.ballonet.result.Subject;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The benchmarks on the class path, as JMH's generated list names them, multiplied out over their parameters. Those with
 * {@link Measures} are what {@code compare} runs; nobody registers a benchmark anywhere.
 */
public final class BenchmarkCatalogue {
    private static final String CONTENDER = "contender";

    /** Contender of a limit that names none. */
    private static final String MACHINE = "machine";

    /** Contender of anything else that names none. */
    private static final String BALLONET = "ballonet";

    private static final int USAGE = 2;

    private final List<BenchmarkListEntry> entries;
    private final JoinedContenders joined;
    private final List<String> asked;

    private BenchmarkCatalogue(List<BenchmarkListEntry> entries, List<String> asked) {
        this.entries = entries;
        this.joined = JoinedContenders.of(declaredContenders(entries), asked);
        this.asked = List.copyOf(asked);
    }

    /** Reads JMH's list; empty where no benchmark was compiled. */
    public static BenchmarkCatalogue load() {
        return load(List.of());
    }

    /**
     * The same, with the contenders among {@code asked} that are named by class or as {@code outer+inner}, or that a short profile
     * would leave out.
     *
     * @throws io.ballonet.cli.UserError for a class that is no contender's
     */
    static BenchmarkCatalogue load(List<String> asked) {
        if (BenchmarkCatalogue.class.getResource(BenchmarkList.BENCHMARK_LIST) == null) {
            return new BenchmarkCatalogue(List.of(), asked);
        }
        OutputFormat silent = OutputFormatFactory.createFormatInstance(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), VerboseMode.SILENT);
        return new BenchmarkCatalogue(List.copyOf(BenchmarkList.defaultList().getAll(silent, List.of())), asked);
    }

    private static Map<String, Set<String>> declaredContenders(List<BenchmarkListEntry> entries) {
        Map<String, Set<String>> declared = new TreeMap<>();
        declared.put(ScenarioRows.TECHNIQUE, new TreeSet<>(ScenarioRows.OWN_TECHNIQUES));
        for (BenchmarkListEntry entry : entries) {
            String[] contenders = entry.getParams().orElse(Map.of()).get(CONTENDER);
            if (contenders != null && !measuringMethods(entry).isEmpty()) {
                declared.computeIfAbsent(family(entry), family -> new TreeSet<>())
                        .addAll(List.of(contenders));
            }
        }
        return declared;
    }

    /** Family of a benchmark that is measured; all that one run measures is of one family. */
    private static String family(BenchmarkListEntry entry) {
        return measuringMethods(entry)
                .getFirst()
                .getAnnotationsByType(Measures.class)[0]
                .family();
    }

    /** JMH's names, one for each benchmark, in order. */
    public List<String> names() {
        return entries.stream()
                .map(BenchmarkListEntry::getUsername)
                .distinct()
                .sorted()
                .toList();
    }

    /** What {@code compare} measures, in the order of the families. */
    public List<MeasuredFamily> families() {
        Map<String, List<Subject>> byFamily = measuredRows(Profile.FULL).stream()
                .flatMap(row -> row.subjects().stream())
                .collect(Collectors.groupingBy(Subject::family, LinkedHashMap::new, Collectors.toList()));
        return byFamily.entrySet().stream()
                .map(family -> {
                    List<String> contenders = family.getValue().stream()
                            .map(BenchmarkCatalogue::contenderWithKind)
                            .distinct()
                            .toList();
                    return new MeasuredFamily(
                            family.getKey(),
                            family.getValue().stream()
                                    .map(Subject::benchmark)
                                    .distinct()
                                    .toList(),
                            contenders.size() == 1 ? List.of() : contenders);
                })
                .toList();
    }

    private static String contenderWithKind(Subject subject) {
        List<String> words = new ArrayList<>();
        if (subject.kind() == Kind.FOIL || subject.kind() == Kind.PEER) {
            words.add(subject.kind().name().toLowerCase(Locale.ROOT));
        }
        if (Registries.unavailable(subject.family(), subject.contender()).isPresent()) {
            words.add("not available");
        }
        return subject.contender() + (words.isEmpty() ? "" : " (" + String.join(", ", words) + ")");
    }

    /**
     * Rows with subjects, scenarios among them, ordered by family, benchmark and parameters, so that contenders of one question
     * run in turn. None where no benchmark was compiled.
     */
    List<BenchmarkRow> measuredRows(Profile profile) {
        Stream<BenchmarkRow> scenarios = entries.isEmpty()
                ? Stream.empty()
                : ScenarioRows.rows(
                        joined.behind(ScenarioRows.OWN_TECHNIQUES, ScenarioRows.TECHNIQUE),
                        joined.behind(ScenarioRows.OWN_SCANS, ScenarioRows.SCAN))
                        .stream();
        return Stream.concat(fitting(profile).filter(row -> reason(row).isEmpty()), scenarios)
                .sorted(order())
                .toList();
    }

    /** Rows that a profile would have if their contenders could do what they ask, in the same order, each with the reason. */
    List<LeftOut> leftOut(Profile profile) {
        return fitting(profile)
                .sorted(order())
                .flatMap(row -> reason(row).stream().map(reason -> new LeftOut(row, reason)))
                .toList();
    }

    /** A row that is not run. */
    record LeftOut(BenchmarkRow row, String reason) {}

    private Stream<BenchmarkRow> fitting(Profile profile) {
        return entries.stream()
                .filter(entry -> !measuringMethods(entry).isEmpty())
                .flatMap(entry -> rows(entry, profile).stream());
    }

    /** One row of every benchmark, with the first value of each parameter, the contender among them. */
    List<BenchmarkRow> firstRows() {
        return entries.stream()
                .flatMap(entry -> rows(entry, (name, values) -> List.of(values.getFirst())).stream())
                .toList();
    }

    /**
     * The row of one benchmark with the first value of each parameter, but for those asked for, which may take any value.
     *
     * @throws UserError if there is no such benchmark, or it has no such parameter
     */
    BenchmarkRow row(String benchmark, Map<String, String> asked) {
        BenchmarkListEntry entry = entries.stream()
                .filter(candidate -> candidate.getUsername().equals(benchmark))
                .findFirst()
                .orElseThrow(() -> new UserError("unknown benchmark '" + benchmark + "'", USAGE));
        Set<String> declared = new TreeSet<>(entry.getParams().orElse(Map.of()).keySet());
        for (String name : asked.keySet()) {
            if (!declared.contains(name)) {
                throw new UserError("-p: " + Suggestion.message("parameter", name, declared), USAGE);
            }
        }
        return rows(entry, (name, values) -> List.of(asked.getOrDefault(name, values.getFirst())))
                .getFirst();
    }

    private List<BenchmarkRow> rows(BenchmarkListEntry entry, Profile profile) {
        List<InQuick> inQuick = profile.isWhole()
                ? List.of()
                : measuringMethods(entry).stream()
                        .flatMap(method -> Stream.of(method.getAnnotationsByType(InQuick.class)))
                        .toList();
        int most = profile.valuesOfEachParameter();
        return rows(entry, (name, values) -> {
                    List<String> named = inQuick.stream()
                            .flatMap(only -> Stream.of(only.values()))
                            .filter(value -> value.startsWith(name + "="))
                            .map(value -> value.substring(name.length() + 1))
                            .toList();
                    List<String> taken = named.isEmpty() ? values : named;
                    if (!name.equals(CONTENDER)) {
                        return taken.stream().limit(most).toList();
                    }
                    List<String> wanted = Stream.concat(
                                    taken.stream(), values.stream().filter(asked::contains))
                            .distinct()
                            .toList();
                    boolean takesOthers = Registries.names(family(entry)).contains(values.getFirst());
                    return takesOthers ? joined.behind(wanted, family(entry)) : wanted;
                })
                .stream()
                .filter(row -> inQuick.stream()
                        .allMatch(only -> List.of(only.kinds())
                                .contains(row.subjects().getFirst().kind())))
                .toList();
    }

    /** Which values of a parameter are run, of those that the benchmark declares. */
    private interface Choice {
        List<String> of(String name, List<String> values);
    }

    private static List<BenchmarkRow> rows(BenchmarkListEntry entry, Choice choice) {
        List<Map<String, String>> combinations = new ArrayList<>(List.of(Map.of()));
        Map<String, String[]> declared = new TreeMap<>(entry.getParams().orElse(Map.of()));
        for (Map.Entry<String, String[]> parameter : declared.entrySet()) {
            List<String> taken = choice.of(parameter.getKey(), List.of(parameter.getValue()));
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> combination : combinations) {
                for (String value : taken) {
                    Map<String, String> next = new LinkedHashMap<>(combination);
                    next.put(parameter.getKey(), value);
                    longer.add(next);
                }
            }
            combinations = longer;
        }
        return combinations.stream().map(parameters -> row(entry, parameters)).toList();
    }

    private static BenchmarkRow row(BenchmarkListEntry entry, Map<String, String> parameters) {
        int warmups = 1;
        List<Subject> subjects = new ArrayList<>();
        for (Method method : measuringMethods(entry)) {
            for (Measures measures : method.getAnnotationsByType(Measures.class)) {
                subjects.add(subject(measures, method, parameters, scoredThreads(method, entry)));
                warmups = Math.max(warmups, measures.warmups());
            }
        }
        subjects.sort(Comparator.comparing(Subject::benchmark));
        int threads = subjects.isEmpty() ? threads(entry) : subjects.getFirst().threads();
        return new BenchmarkRow(
                entry.getUsername(),
                entry.getMode(),
                parameters,
                threads,
                Math.max(warmups, BenchmarkRow.warmups(threads)),
                List.copyOf(subjects));
    }

    /** The benchmark's method, or those of its group, that say what they measure; none for one that is not measured. */
    private static List<Method> measuringMethods(BenchmarkListEntry entry) {
        String name = entry.getUsername();
        return measuringMethods(
                benchmarkClass(entry),
                name.substring(name.lastIndexOf('.') + 1),
                entry.getThreadGroupLabels().hasValue());
    }

    private static List<Method> measuringMethods(Class<?> benchmarks, String name, boolean group) {
        return Stream.of(benchmarks.getMethods())
                .filter(method -> method.getAnnotationsByType(Measures.class).length > 0)
                .filter(method -> {
                    Group inGroup = method.getAnnotation(Group.class);
                    return inGroup == null
                            ? !group && method.getName().equals(name)
                            : group && inGroup.value().equals(name);
                })
                .toList();
    }

    private Optional<String> reason(BenchmarkRow row) {
        Map<String, String> parameters = new TreeMap<>(row.parameters());
        String contender = parameters.getOrDefault(CONTENDER, "");
        parameters.remove(CONTENDER);
        return entries.stream()
                .filter(entry -> entry.getUsername().equals(row.benchmark()))
                .flatMap(entry -> measuringMethods(entry).stream())
                .flatMap(method -> Stream.of(method.getAnnotationsByType(Measures.class)))
                .map(measures -> exclusion(measures.without()).reason(contender, parameters))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Exclusion exclusion(Class<? extends Exclusion> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "an exclusion must have a public constructor without parameters: class=" + type.getName(), e);
        }
    }

    /** Threads that JMH's score is of: those of one method of a group, else all that JMH starts. */
    private static int scoredThreads(Method method, BenchmarkListEntry entry) {
        if (!entry.getThreadGroupLabels().hasValue()) {
            return threads(entry);
        }
        /* JMH lists labels and counts in the same order. */
        List<String> labels = List.copyOf(entry.getThreadGroupLabels().get());
        int index = labels.indexOf(method.getName());
        int[] counts = entry.getThreadGroups();
        return index >= 0 && index < counts.length ? Math.max(1, counts[index]) : 1;
    }

    /** What {@code @Threads} says, 1 without it, every processor for {@code Threads.MAX}. */
    private static int threads(BenchmarkListEntry entry) {
        int threads = entry.getThreads().orElse(1);
        return threads == Threads.MAX ? Runtime.getRuntime().availableProcessors() : threads;
    }

    private static Subject subject(
            Measures measures, Method method, Map<String, String> parameters, int scoredThreads) {
        SortedMap<String, Object> params = new TreeMap<>();
        parameters.forEach((name, value) -> params.put(name, Subject.parameter(value)));
        Object named = params.remove(CONTENDER);
        boolean limit = measures.family().equals(Families.LIMIT);
        String contender = named != null ? named.toString() : measures.contender();
        if (contender.isEmpty()) {
            contender = limit ? MACHINE : BALLONET;
        }
        Kind kind = limit && measures.kind() == Kind.OURS ? Kind.LIMIT : measures.kind();
        return new Subject(
                measures.family(),
                measures.benchmark(),
                contender,
                kind == Kind.OURS ? Registries.kind(measures.family(), contender, kind) : kind,
                measures.threads(),
                params,
                measures.unit(),
                unitsPerOperation(measures, method, params),
                measures.limit().isEmpty() ? null : measures.limit(),
                measures.limitScale(),
                scoredThreads,
                metric(measures, method));
    }

    private static @Nullable String metric(Measures measures, Method method) {
        if (!measures.metric().isEmpty()) {
            return measures.metric();
        }
        return method.isAnnotationPresent(Group.class) ? method.getName() : null;
    }

    private static double unitsPerOperation(Measures measures, Method method, Map<String, Object> params) {
        if (measures.perOperation().isEmpty()) {
            return 1;
        }
        if (params.get(measures.perOperation()) instanceof Number number && number.doubleValue() > 0) {
            return number.doubleValue();
        }
        throw new IllegalStateException("perOperation is no parameter with a number: method=" + method
                + ", perOperation=" + measures.perOperation() + ", params=" + params);
    }

    private static Class<?> benchmarkClass(BenchmarkListEntry entry) {
        try {
            return Class.forName(entry.getUserClassQName(), false, BenchmarkCatalogue.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "JMH's list names a class that is not there, build again: class=" + entry.getUserClassQName(), e);
        }
    }

    private static Comparator<BenchmarkRow> order() {
        return Comparator.comparing(BenchmarkRow::family, Families.order())
                .thenComparing(row -> row.subjects().getFirst().benchmark())
                .thenComparing(row -> row.subjects().getFirst().params().toString())
                .thenComparing(BenchmarkRow::contender);
    }
}
