/**
 * Live replay: a page trace runs as a process of a guest, on real frames, with faults, swap and replacement.
 *
 * <p>Start with {@link io.ballonet.scenario.live.LiveReplay}; {@link io.ballonet.scenario.live.TraceProcess} is the process.
 * Depends on {@code core} and {@code trace}.
 */
@NullMarked
package io.ballonet.scenario.live;

import org.jspecify.annotations.NullMarked;
