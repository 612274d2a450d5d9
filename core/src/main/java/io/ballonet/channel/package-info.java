/**
 * The private channel between a guest's balloon driver and the host: messages, rings, and the shared target word.
 *
 * <p>The two ends share nothing else. The host's end treats the ring as hostile memory (I8): it keeps its own cursor, copies
 * a record once, checks length, type and count before use and reads nothing twice. The only package that uses Agrona's ring
 * buffers. Depends on {@code memory} and {@code unit}.
 */
@NullMarked
package io.ballonet.channel;

import org.jspecify.annotations.NullMarked;
