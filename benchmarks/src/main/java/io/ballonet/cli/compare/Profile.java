package io.ballonet.cli.compare;

import io.ballonet.cli.Suggestion;
import io.ballonet.cli.UserError;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How much time {@code compare} takes and what its figures are worth. */
public enum Profile {
    /** Does everything run? At most 90 seconds; the first value of each parameter, and no measurement. */
    SMOKE(
            Duration.ofSeconds(80),
            1,
            1,
            1,
            2,
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            1,
            Duration.ofMillis(150),
            false),
    /** A first answer in six minutes, repeats included: a fork that starts, sets up and warms up takes most of a row's time. */
    QUICK(
            Duration.ofSeconds(325),
            3,
            10,
            4,
            3,
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            3,
            Duration.ofMillis(850),
            true),
    /** The answer to publish; hours. */
    FULL(
            Duration.ofHours(2),
            5,
            10,
            3,
            5,
            Duration.ofMillis(100),
            Duration.ofSeconds(2),
            Integer.MAX_VALUE,
            Duration.ofMillis(700),
            true);

    private final Duration budget;
    private final int leastRounds;
    private final int mostRounds;
    private final int warmups;
    private final int iterations;
    private final Duration shortest;
    private final Duration longest;
    private final int values;
    private final Duration start;
    private final boolean measurement;

    Profile(
            Duration budget,
            int leastRounds,
            int mostRounds,
            int warmups,
            int iterations,
            Duration shortest,
            Duration longest,
            int values,
            Duration start,
            boolean measurement) {
        this.budget = budget;
        this.leastRounds = leastRounds;
        this.mostRounds = mostRounds;
        this.warmups = warmups;
        this.iterations = iterations;
        this.shortest = shortest;
        this.longest = longest;
        this.values = values;
        this.start = start;
        this.measurement = measurement;
    }

    /**
     * The profile of that name.
     *
     * @throws UserError naming the option, the nearest name and all of them
     */
    public static Profile named(String name) {
        for (Profile profile : values()) {
            if (profile.label().equals(name)) {
                return profile;
            }
        }
        throw new UserError("--profile: " + Suggestion.message("profile", name, names()), 2);
    }

    /** Names for messages and help. */
    static List<String> names() {
        return Arrays.stream(values()).map(Profile::label).toList();
    }

    /** Lower case, as on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Time for all forks together. */
    Duration budget() {
        return budget;
    }

    int leastRounds() {
        return leastRounds;
    }

    int mostRounds() {
        return mostRounds;
    }

    int warmups() {
        return warmups;
    }

    int iterations() {
        return iterations;
    }

    /** An iteration is never shorter, even if the budget is missed. */
    Duration shortest() {
        return shortest;
    }

    /** An iteration is never longer, even if the budget is not used up. */
    Duration longest() {
        return longest;
    }

    /** The first so many values of each parameter are run; benchmarks list those that matter first. */
    int valuesOfEachParameter() {
        return values;
    }

    /**
     * What a row costs beside its iterations: a fork and the set-up; in the JVM that a smoke run shares, the set-up alone.
     */
    Duration start() {
        return start;
    }

    /** True if it runs all of every benchmark, whatever {@link io.ballonet.result.InQuick} says. */
    boolean isWhole() {
        return this == FULL;
    }

    /** False if its figures say nothing. */
    boolean isMeasurement() {
        return measurement;
    }
}
