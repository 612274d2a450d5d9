/**
 * Benchmarks of the balloon channels: pages a second from driver to host, and the round trip of one page and its answer.
 *
 * <p>Both run the two ends on two threads; only the measuring thread's work is counted, the other one is a
 * {@link io.ballonet.micro.limit.Companion}. Depends on {@code core}, {@code micro.limit} and {@code result}.
 */
@NullMarked
package io.ballonet.micro.channel;

import org.jspecify.annotations.NullMarked;
