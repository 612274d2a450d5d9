/**
 * The balloon explained on four pages: a model of steps with both mappings before and after each, played on a real host that
 * is stepped by hand, and a printer for it.
 *
 * <p>Start with {@link io.ballonet.scenario.story.Story}. Depends on {@code core} alone; one thread.
 */
@NullMarked
package io.ballonet.scenario.story;

import org.jspecify.annotations.NullMarked;
