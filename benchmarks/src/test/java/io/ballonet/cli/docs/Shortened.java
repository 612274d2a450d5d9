package io.ballonet.cli.docs;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The same command in little time: lengths become the shortest, what is not about length stays as it is written, and results go to
 * a folder of their own. Words in capitals are a reader's to put in; here the test does.
 */
final class Shortened {
    private static final Set<String> LENGTHS = Set.of("--profile", "--minutes", "--seconds", "--scale", "--rounds");
    private static final Set<String> JMH_LENGTHS = Set.of("-f", "-wi", "-i", "-r", "-w", "-bm");

    private Shortened() {}

    /**
     * A command's arguments.
     *
     * @param out a folder that does not exist
     */
    static List<String> of(DocumentedCommand command, String out) {
        List<String> words = new ArrayList<>();
        Set<String> dropped = command.verb().equals("bench") ? JMH_LENGTHS : LENGTHS;
        for (int i = 0; i < command.arguments().size(); i++) {
            String word = command.arguments().get(i);
            if (dropped.contains(word)) {
                i++;
            } else {
                words.add(putIn(word));
            }
        }
        switch (command.verb()) {
            case "compare" -> {
                words.addAll(List.of("--profile", "smoke"));
                if (!words.contains("--only")) {
                    words.addAll(List.of("--only", "pin"));
                }
                addOut(words, out);
            }
            case "scenario" -> {
                words.addAll(List.of("--seconds", "0.2", "--scale", "0.01"));
                if (!words.contains("story")) {
                    addOut(words, out);
                }
            }
            case "bench" -> {
                words.addAll(List.of("-f", "1", "-wi", "0", "-i", "1", "-r", "20ms"));
                words.addAll(firstValues(command.arguments()));
            }
            case "profile" -> {
                words.addAll(List.of("--seconds", "1"));
                addOut(words, out);
            }
            default -> {}
        }
        return words;
    }

    /** Of each parameter that the benchmarks have and the command does not set. */
    private static List<String> firstValues(List<String> arguments) {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), VerboseMode.SILENT);
        Map<String, String> first = new TreeMap<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList().find(silent, arguments.subList(1, 2), List.of())) {
            entry.getParams().orElse(Map.of()).forEach((name, values) -> first.putIfAbsent(name, values[0]));
        }
        return first.entrySet().stream()
                .filter(parameter -> arguments.stream().noneMatch(word -> word.startsWith(parameter.getKey() + "=")))
                .flatMap(parameter -> Stream.of("-p", parameter.getKey() + "=" + parameter.getValue()))
                .toList();
    }

    private static void addOut(List<String> words, String out) {
        if (!words.contains("--out")) {
            words.addAll(List.of("--out", out));
        }
    }

    private static String putIn(String word) {
        return switch (word) {
            case "BASE" -> Workplace.BASE;
            case "NEW" -> Workplace.NEW;
            case "FOLDER", "DIR" -> Workplace.BASE;
            case "FILE.jfr" -> Workplace.RECORDING;
            case "NAME" -> "PairBenchmark.pair";
            default -> word.replace("uncounted,mine", "uncounted,first-fit");
        };
    }
}
