/**
 * Miss-ratio curves: misses at every number of frames at once.
 *
 * <p>{@link io.ballonet.trace.curve.LruCurve} is exact, for LRU, in one pass; {@link io.ballonet.trace.curve.SampledLruCurve}
 * estimates the same from a sample of the pages, in memory that does not grow with the trace. Curves of other policies are
 * replays at several sizes. Depends on {@code trace} and {@code trace.policy}.
 */
@NullMarked
package io.ballonet.trace.curve;

import org.jspecify.annotations.NullMarked;
