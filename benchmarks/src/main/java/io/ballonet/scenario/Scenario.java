package io.ballonet.scenario;

import io.ballonet.result.Subject;
import io.ballonet.unit.Contender;
import io.ballonet.unit.Registry;
import java.util.List;
import java.util.Optional;

/**
 * An end-to-end run. Its registry name is the one on the command line and the benchmark's name in results.
 *
 * <p><b>Threads:</b> one run at a time; a run starts and ends its own threads.
 */
public interface Scenario extends Contender {
    /** What a run measures, the same for every run; each subject's metric is its label within the run. Empty for none. */
    List<Subject> subjects();

    /** True if it plays {@link ScenarioSettings#traces} instead of its own. */
    default boolean takesTraces() {
        return false;
    }

    /** The registry from which {@link ScenarioSettings#contenders} may choose; empty if it leaves no choice. */
    default Optional<Registry<?>> contenders() {
        return Optional.empty();
    }

    /**
     * Runs to the end.
     *
     * @throws IllegalStateException if a guest read other bytes than it wrote, or an invariant broke
     */
    ScenarioResult run(ScenarioSettings settings, ScenarioProgress progress);
}
