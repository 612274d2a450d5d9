package io.ballonet.scenario;

import io.ballonet.result.Subject;
import io.ballonet.unit.Contender;
import java.util.List;

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

    /**
     * Runs to the end.
     *
     * @throws IllegalStateException if a guest read other bytes than it wrote, or an invariant broke
     */
    ScenarioResult run(ScenarioSettings settings, ScenarioProgress progress);
}
