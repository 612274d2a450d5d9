/**
 * How latency grows with load: operations at rates from a tenth of what they can do to beyond it, and the knee of that curve.
 *
 * <p>Start with {@link io.ballonet.scenario.latency.LatencySweep}. Depends on {@code core}, and on {@code micro} for the open loop
 * and {@code report} for the picture.
 */
@NullMarked
package io.ballonet.scenario.latency;

import org.jspecify.annotations.NullMarked;
