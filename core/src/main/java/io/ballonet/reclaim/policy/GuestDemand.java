package io.ballonet.reclaim.policy;

/**
 * What a policy knows of one guest, all in pages but the shares.
 *
 * @param configuredPages what the guest believes to have, at least 1
 * @param minPages what it keeps whatever happens, in {@code [0, maxPages]}
 * @param maxPages most it may have, in {@code [minPages, configuredPages]}; ESX: the configured size
 * @param shares its claim relative to other guests, at least 0
 * @param activePages pages it touched lately, at least 0; more than it owns counts as all
 * @param ownedPages frames it holds now, at least 0
 * @param balloonPages size of its balloon now, in {@code [0, configuredPages]}
 */
public record GuestDemand(
        long configuredPages,
        long minPages,
        long maxPages,
        long shares,
        long activePages,
        long ownedPages,
        long balloonPages) {

    /** Checks the ranges. */
    public GuestDemand {
        boolean bounds = configuredPages >= 1 && 0 <= minPages && minPages <= maxPages && maxPages <= configuredPages;
        boolean sizes = ownedPages >= 0 && balloonPages >= 0 && balloonPages <= configuredPages;
        if (!bounds || !sizes || shares < 0 || activePages < 0) {
            throw new IllegalArgumentException("guest out of range: configuredPages=" + configuredPages + ", minPages="
                    + minPages + ", maxPages=" + maxPages + ", shares=" + shares + ", activePages=" + activePages
                    + ", ownedPages=" + ownedPages + ", balloonPages=" + balloonPages);
        }
    }

    /** Largest balloon: a part of the configured pages, and never into the minimum. */
    public long largestBalloon(double capFraction) {
        return Math.min((long) (configuredPages * capFraction), configuredPages - minPages);
    }

    /** Smallest balloon: what keeps the guest at its maximum, as far as the largest allows. */
    public long smallestBalloon(double capFraction) {
        return Math.min(configuredPages - maxPages, largestBalloon(capFraction));
    }

    /** Owned pages that a larger balloon can take. */
    public long reclaimablePages(double capFraction) {
        return Math.max(0, Math.min(ownedPages - minPages, largestBalloon(capFraction) - balloonPages));
    }

    /** Ballooned pages that the guest can have back. */
    public long returnablePages(double capFraction) {
        return Math.max(0, balloonPages - smallestBalloon(capFraction));
    }

    /** Owned pages that count as active. */
    public long activeOwnedPages() {
        return Math.min(activePages, ownedPages);
    }
}
