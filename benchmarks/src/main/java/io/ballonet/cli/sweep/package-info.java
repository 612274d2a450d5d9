/**
 * {@code ballonet sweep}: every trace under every policy at every size, on all cores and over machines.
 *
 * <p>A {@link io.ballonet.cli.sweep.SweepPlan} says which cells there are; each {@link io.ballonet.cli.sweep.Cell} becomes one file of a
 * {@link io.ballonet.cli.sweep.CellStore}, which is written aside and moved, and claimed by a lock while it is computed, so that a run
 * that was ended goes on and no cell is computed twice. Depends on {@code trace}, {@code result} and {@code report}. Start with
 * {@link io.ballonet.cli.sweep.SweepRun}.
 */
@NullMarked
package io.ballonet.cli.sweep;

import org.jspecify.annotations.NullMarked;
