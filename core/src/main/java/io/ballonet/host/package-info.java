/**
 * The composition root: a host with its machine memory, its guests, and the agents that run them.
 *
 * <p>Start with {@link io.ballonet.host.Host}; to use memory and nothing else, with {@link io.ballonet.host.MemoryBudget}.
 * Depends on everything below; nothing in core depends on it.
 */
@NullMarked
package io.ballonet.host;

import org.jspecify.annotations.NullMarked;
