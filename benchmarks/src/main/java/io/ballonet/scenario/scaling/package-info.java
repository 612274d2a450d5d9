/**
 * How throughput grows with threads, on whatever the machine has: allocators from one thread to one more than there are processors,
 * beside the machine's own compare-and-set, and what Gunther's law makes of it.
 *
 * <p>Start with {@link io.ballonet.scenario.scaling.Scaling}. Depends on {@code core} and {@code result}.
 */
@NullMarked
package io.ballonet.scenario.scaling;

import org.jspecify.annotations.NullMarked;
