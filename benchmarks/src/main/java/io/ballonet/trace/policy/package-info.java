/**
 * Sequential replay: replacement policies that count the misses and write-backs of a trace exactly.
 *
 * <p>The counts are held against those of independent simulators, to the last miss, which makes them the oracle for
 * whatever replays a trace on real frames. A policy is one final class over primitive arrays; what pages are in which
 * frames is {@link io.ballonet.trace.policy.FrameIndex}'s. Start with {@link io.ballonet.trace.policy.ReplayPolicy}, then
 * {@link io.ballonet.trace.policy.ReplayPolicies}. Each policy is used by one thread at a time.
 */
@NullMarked
package io.ballonet.trace.policy;

import org.jspecify.annotations.NullMarked;
