package io.ballonet.reclaim.policy;

import java.util.List;

/**
 * Sets balloon targets: how many pages each guest's balloon should hold, given what is free and what guests hold.
 *
 * <p>A policy is a pure function: the same numbers give the same targets, on any thread, and a call allocates nothing. While
 * the state {@linkplain MemoryState#reclaims() reclaims}, targets grow until free frames would be above the high watermark,
 * as far as guests' bounds allow; while frames are free well above it, targets shrink; in between they rest at the balloons' sizes.
 * No target reaches into a guest's minimum, nor past the policy's cap unless the balloon is there already.
 */
@FunctionalInterface
public interface TargetPolicy {
    /**
     * Writes the targets.
     *
     * @param state the host's state, as {@link MemoryState#next} gives it
     * @param freeFrames in {@code [0, totalFrames]}
     * @param totalFrames at least 1
     * @param guests every guest that has a balloon
     * @param targetPages receives, by the guest's index, the size that its balloon should have; as long as {@code guests} or longer
     */
    void setTargets(MemoryState state, long freeFrames, long totalFrames, List<GuestDemand> guests, long[] targetPages);
}
