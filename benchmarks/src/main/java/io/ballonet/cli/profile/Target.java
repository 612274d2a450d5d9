package io.ballonet.cli.profile;

import io.ballonet.cli.Suggestion;
import io.ballonet.cli.UserError;
import io.ballonet.result.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * What a name on the command line stands for.
 *
 * @param name of a scenario, JMH's name of a benchmark, or the path of a recording
 */
record Target(Kind kind, String name) {
    private static final int USAGE = 2;
    private static final int SHOWN = 12;

    /** What can be profiled. */
    enum Kind {
        SCENARIO,
        BENCHMARK,
        RECORDING
    }

    /**
     * A recording if it ends in {@code .jfr}, else a scenario of that name, else the one benchmark that it is the end of or that
     * it matches as a regular expression.
     *
     * @throws UserError if it is none, or matches several
     */
    static Target of(String word, List<String> scenarios, List<String> benchmarks) {
        if (word.endsWith(".jfr")) {
            if (!Files.isRegularFile(Path.of(word))) {
                throw new UserError("no such recording: " + word, USAGE);
            }
            return new Target(Kind.RECORDING, word);
        }
        return scenarios.contains(word)
                ? new Target(Kind.SCENARIO, word)
                : new Target(Kind.BENCHMARK, benchmark(word, scenarios, benchmarks));
    }

    /** Class and method of a benchmark, the file's name of a recording. */
    String label() {
        return switch (kind) {
            case SCENARIO -> name;
            case BENCHMARK -> simple(name);
            case RECORDING -> String.valueOf(Path.of(name).getFileName());
        };
    }

    /** The label as a part of a folder's name. */
    String topic() {
        return label().toLowerCase(Locale.ROOT)
                .replaceAll("\\.jfr$", "")
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("^[-.]+|[-.]+$", "");
    }

    private static String benchmark(String word, List<String> scenarios, List<String> benchmarks) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(word, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new UserError(
                    "NAME: no regular expression: " + Printable.of(word) + " (" + e.getDescription() + ")", USAGE);
        }
        List<String> matching = benchmarks.stream()
                .filter(known -> pattern.matcher(known).find())
                .toList();
        if (matching.isEmpty()) {
            throw unknown(word, scenarios, benchmarks);
        }
        return matching.stream()
                .filter(known -> known.toLowerCase(Locale.ROOT).endsWith("." + word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseGet(() -> only(word, matching));
    }

    private static UserError unknown(String word, List<String> scenarios, List<String> benchmarks) {
        List<String> words = Stream.of(
                        scenarios.stream(),
                        benchmarks.stream().map(Target::simple),
                        benchmarks.stream().map(Target::simple).map(name -> name.substring(0, name.indexOf('.'))),
                        benchmarks.stream().map(name -> name.substring(name.lastIndexOf('.') + 1)))
                .flatMap(names -> names)
                .distinct()
                .toList();
        String near = Suggestion.closest(word, words)
                .map(found -> " did you mean '" + found + "'?")
                .orElse("");
        return new UserError(
                "unknown benchmark or scenario '" + word + "';" + near
                        + " 'ballonet bench -l' lists benchmarks; scenarios: " + String.join(", ", scenarios),
                USAGE);
    }

    private static String only(String word, List<String> matching) {
        if (matching.size() == 1) {
            return matching.getFirst();
        }
        List<String> shown = matching.stream().limit(SHOWN).map(Target::simple).toList();
        throw new UserError(
                "'" + word + "' matches " + matching.size() + " benchmarks, profile takes one: "
                        + String.join(", ", shown) + (matching.size() > SHOWN ? ", …" : ""),
                USAGE);
    }

    private static String simple(String benchmark) {
        return benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
    }
}
