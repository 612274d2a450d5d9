package io.ballonet.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run was made and how it ended.
 *
 * @param profile {@code smoke}, {@code quick} or {@code full}
 * @param measurement false for a smoke run: its figures say that the code runs, and nothing else
 * @param partial true if it was stopped before its end
 * @param rounds times that every row was run in a fork of its own
 * @param iterations measured iterations of one fork
 * @param iterationMs length of one iteration
 * @param seconds from the first fork to the last
 * @param failures one line for each benchmark that failed, beginning with its name
 * @param inTurn what this result and another share if their rounds were run in turn, the same one of both right after each other;
 *     null for a result by itself
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunFacts(
        String profile,
        boolean measurement,
        boolean partial,
        int rounds,
        int iterations,
        long iterationMs,
        double seconds,
        List<String> failures,
        @Nullable String inTurn) {
    /** How a result by itself was made. */
    public RunFacts(
            String profile,
            boolean measurement,
            boolean partial,
            int rounds,
            int iterations,
            long iterationMs,
            double seconds,
            List<String> failures) {
        this(profile, measurement, partial, rounds, iterations, iterationMs, seconds, failures, null);
    }

    /** The same, run in turn with another. */
    public RunFacts withInTurn(String shared) {
        return new RunFacts(profile, measurement, partial, rounds, iterations, iterationMs, seconds, failures, shared);
    }
}
