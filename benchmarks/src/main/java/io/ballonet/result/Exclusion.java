package io.ballonet.result;

import java.util.Map;
import java.util.Optional;

/**
 * Says before a run which rows of a benchmark would only fail, because a contender cannot do what they ask: they are left out,
 * with the reason, and are no failures. Public, with a public constructor without parameters.
 */
public interface Exclusion {
    /**
     * Why this row is left out, in words that go behind the contender's name ("takes no order above 0"); empty to run it.
     *
     * @param contender registry name; empty where the benchmark has none
     * @param parameters every other JMH parameter with its one value
     */
    Optional<String> reason(String contender, Map<String, String> parameters);

    /** Every row runs. */
    final class Nothing implements Exclusion {
        /** For the catalogue. */
        public Nothing() {}

        @Override
        public Optional<String> reason(String contender, Map<String, String> parameters) {
            return Optional.empty();
        }
    }
}
