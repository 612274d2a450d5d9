/**
 * What a balloon cycle costs: taking half of a guest's pages, giving them back, touching them again, stepped on one thread,
 * on live threads, and while a virtual CPU touches the same pages.
 *
 * <p>Start with {@link io.ballonet.micro.reclaim.ReclaimCycle}. Depends on {@code core}, {@code micro} and {@code result}.
 */
@NullMarked
package io.ballonet.micro.reclaim;

import org.jspecify.annotations.NullMarked;
