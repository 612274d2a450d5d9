/**
 * What it costs that a frame reads zeros to its next owner: family {@code zeroing}, by when it is zeroed and with which stores.
 *
 * <p>Start with {@link io.ballonet.micro.frame.AllocateFree}. Depends on core and {@code result}.
 */
@NullMarked
package io.ballonet.micro.frame;

import org.jspecify.annotations.NullMarked;
