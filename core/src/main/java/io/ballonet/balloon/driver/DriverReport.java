package io.ballonet.balloon.driver;

/**
 * What a driver has done, in pages since it was made.
 *
 * @param size pages in the balloon
 * @param target the host's target at the last poll
 * @param inflated pages the host took
 * @param deflated pages the host gave back
 * @param refused pages the host refused
 * @param popped pages that the guest touched although they were ballooned
 * @param forced active pages taken because the target stayed unmet
 * @param rescued pinned pages that a process touched before they were sent
 * @param oomDeflated pages asked back because the guest ran out
 */
public record DriverReport(
        long size,
        long target,
        long inflated,
        long deflated,
        long refused,
        long popped,
        long forced,
        long rescued,
        long oomDeflated) {}
