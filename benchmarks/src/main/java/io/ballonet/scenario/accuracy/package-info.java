/**
 * How accurate inactivity scans are against exact ground truth, and what that costs.
 *
 * <p>A trace plays on a guest with real frames; the trace itself says exactly which page was accessed when
 * ({@link io.ballonet.scenario.accuracy.GroundTruth}). {@link io.ballonet.scenario.accuracy.Identification} asks a strategy for
 * idle pages at the end of each period, {@link io.ballonet.scenario.accuracy.Reclaim} lets it choose what a guest that is short
 * of memory evicts, and {@link io.ballonet.scenario.accuracy.Estimation} scores what estimates the size of the active part.
 * Start with {@link io.ballonet.scenario.accuracy.AccuracyScenario}. One thread; everything but times depends on the seed alone.
 */
@NullMarked
package io.ballonet.scenario.accuracy;

import org.jspecify.annotations.NullMarked;
