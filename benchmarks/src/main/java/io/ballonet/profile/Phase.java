package io.ballonet.profile;

/**
 * A part of a run.
 *
 * @param startNs nanoseconds since the epoch
 * @param endNs exclusive
 */
record Phase(String name, boolean measured, long startNs, long endNs) {
    boolean contains(long timeNs) {
        return timeNs >= startNs && timeNs < endNs;
    }
}
