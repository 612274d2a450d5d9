package io.ballonet.balloon.backend;

/**
 * What a backend has done, in pages since it was made.
 *
 * @param size pages in the balloon by the host's book
 * @param target the target that was last set
 * @param framesFreed frames taken through the balloon
 * @param unbacked pages taken that had no frame, so that the host got nothing
 * @param refused pages refused
 * @param popped ballooned pages that the guest touched
 * @param staleMessages messages of another session or of no known meaning
 * @param malformedMessages records that broke the format
 * @param stalls grace periods that outlasted their bound
 */
public record BackendReport(
        long size,
        long target,
        long framesFreed,
        long unbacked,
        long refused,
        long popped,
        long staleMessages,
        long malformedMessages,
        long stalls) {}
