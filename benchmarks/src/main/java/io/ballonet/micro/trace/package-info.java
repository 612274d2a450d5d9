/** Benchmarks of trace replay: {@link io.ballonet.micro.trace.ReplayBenchmark}. Depends on {@code trace} and core. */
@NullMarked
package io.ballonet.micro.trace;

import org.jspecify.annotations.NullMarked;
