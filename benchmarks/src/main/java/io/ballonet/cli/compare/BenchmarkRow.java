package io.ballonet.cli.compare;

import io.ballonet.result.Kind;
import io.ballonet.result.Subject;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;

/**
 * One fork's work: a JMH benchmark with one value of each parameter.
 *
 * @param benchmark JMH's name: class and method, or class and group
 * @param parameters every JMH parameter with the one value it gets
 * @param threads that work at the same time, JMH's and the benchmark's own
 * @param warmups times as many warm-ups as the plan has
 * @param subjects what it measures; empty for a benchmark that is no part of {@code compare}
 */
record BenchmarkRow(
        String benchmark, Mode mode, Map<String, String> parameters, int threads, int warmups, List<Subject> subjects) {
    /* With as many threads as processors the compiler's get little time: rows of several were seen to settle later. */
    private static final int WARMUPS_OF_SEVERAL_THREADS = 3;

    /** A row that needs no more to warm up than others of so many threads. */
    BenchmarkRow(String benchmark, Mode mode, Map<String, String> parameters, int threads, List<Subject> subjects) {
        this(benchmark, mode, parameters, threads, warmups(threads), subjects);
    }

    static int warmups(int threads) {
        return threads > 1 ? WARMUPS_OF_SEVERAL_THREADS : 1;
    }

    /** One line for the user: the first subject's label, or JMH's name and parameters. */
    String label() {
        return subjects.isEmpty()
                ? benchmark + " " + parameters
                : subjects.getFirst().label();
    }

    String family() {
        return subjects.isEmpty() ? "" : subjects.getFirst().family();
    }

    /** True if it measures what others are put in relation to. */
    boolean isLimit() {
        return subjects.stream().anyMatch(subject -> subject.kind() == Kind.LIMIT);
    }

    String contender() {
        return subjects.isEmpty() ? "" : subjects.getFirst().contender();
    }
}
