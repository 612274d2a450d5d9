/**
 * What a scan takes from a running guest: a virtual CPU works on one core while the other scans the very tables that it walks.
 *
 * <p>Start with {@link io.ballonet.scenario.interference.ScanInterference}. Depends on {@code core} and {@code trace}.
 */
@NullMarked
package io.ballonet.scenario.interference;

import org.jspecify.annotations.NullMarked;
