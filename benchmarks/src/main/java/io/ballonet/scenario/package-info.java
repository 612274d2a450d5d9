/**
 * End-to-end runs: guests on a host, from a story stepped by hand to two guests that live from each other's memory.
 *
 * <p>Start with {@link io.ballonet.scenario.Scenarios}; a run's figures, series and words are a
 * {@link io.ballonet.scenario.ScenarioResult}. Depends on {@code core}, {@code trace} and {@code result}; the commands above
 * run it.
 */
@NullMarked
package io.ballonet.scenario;

import org.jspecify.annotations.NullMarked;
