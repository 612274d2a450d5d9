/**
 * What a scan of access bits costs: passes over entries, choices of victims, alone and while a virtual CPU touches the
 * same pages, as throughput and as open-loop latency; and what the kernel takes for passes over its own.
 *
 * <p>Start with {@link io.ballonet.micro.scan.ScanPass}. Depends on {@code core}, {@code micro}, {@code peer.scan} and
 * {@code result}.
 */
@NullMarked
package io.ballonet.micro.scan;

import org.jspecify.annotations.NullMarked;
