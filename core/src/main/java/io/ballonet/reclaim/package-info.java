/**
 * Taking memory back: the techniques, and the scheduler that sets what each guest is to give.
 *
 * <p>Start with {@link io.ballonet.reclaim.MemoryScheduler}; the arithmetic stands in {@code reclaim.policy}. Depends on
 * {@code guest}, {@code balloon.backend} and below.
 */
@NullMarked
package io.ballonet.reclaim;

import org.jspecify.annotations.NullMarked;
