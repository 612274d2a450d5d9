package io.ballonet.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

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
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunFacts(
        String profile,
        boolean measurement,
        boolean partial,
        int rounds,
        int iterations,
        long iterationMs,
        double seconds,
        List<String> failures) {}
