/**
 * How the cost of a scan grows with memory and with what is active in it: guests of metadata alone, up to terabytes.
 *
 * <p>Start with {@link io.ballonet.scenario.scale.ScanScale}. Depends on {@code core}.
 */
@NullMarked
package io.ballonet.scenario.scale;

import org.jspecify.annotations.NullMarked;
