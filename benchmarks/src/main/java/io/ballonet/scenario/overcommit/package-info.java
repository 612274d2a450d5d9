/**
 * Overcommit: two guests replay real traces on a host that cannot hold both, and ballooning moves frames from the idle one to
 * the one that works.
 *
 * <p>Start with {@link io.ballonet.scenario.overcommit.Overcommit}. Depends on {@code core}, {@code trace}, {@code result}
 * and {@code scenario.live}.
 */
@NullMarked
package io.ballonet.scenario.overcommit;

import org.jspecify.annotations.NullMarked;
