/**
 * What the benchmarks of all floors share: load from intended start times, and its latencies as counters and logs.
 *
 * <p>The benchmarks themselves live in a package per core floor. Start with {@link io.ballonet.micro.OpenLoop}. Depends on
 * {@code core} and {@code result}.
 */
@NullMarked
package io.ballonet.micro;

import org.jspecify.annotations.NullMarked;
