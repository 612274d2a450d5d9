package io.ballonet.reclaim.policy;

import java.util.List;

/**
 * ESX's policy: memory in proportion to shares, with a tax on idle memory, between each guest's minimum and maximum.
 *
 * <p>While the host reclaims, {@link MinFundingRevocation} takes what is short from the guests with the fewest shares per page;
 * with a tax of 3/4 an idle page costs a guest as much as four active ones, so guests that do not use their memory
 * give first. What is free beyond the watermarks goes back to the guests with the most shares per page.
 *
 * <p>Source: Waldspurger, OSDI '02, 5 and 6.3; the cap of 65 % is ESX's {@code sched.mem.maxmemctl} default. Immutable.
 */
public final class EsxTargetPolicy implements TargetPolicy {
    /** The paper's default: three quarters of idle memory can be reclaimed. */
    public static final double DEFAULT_TAX_RATE = 0.75;
    /** Largest balloon as a part of the configured pages. */
    public static final double DEFAULT_CAP_FRACTION = 0.65;

    private final double capFraction;
    private final MinFundingRevocation revocation;

    private EsxTargetPolicy(double taxRate, double capFraction) {
        this.capFraction = capFraction;
        this.revocation = new MinFundingRevocation(taxRate, capFraction);
    }

    /** The paper's tax and ESX's cap. */
    public static EsxTargetPolicy withDefaults() {
        return with(DEFAULT_TAX_RATE, DEFAULT_CAP_FRACTION);
    }

    /**
     * A policy with its own settings.
     *
     * @param taxRate part of a guest's idle memory that others can have, in {@code [0, 1)}; 0 ignores idleness
     * @param capFraction largest balloon as a part of the configured pages, in {@code [0, 1]}
     */
    public static EsxTargetPolicy with(double taxRate, double capFraction) {
        if (!(taxRate >= 0 && taxRate < 1) || !(capFraction >= 0 && capFraction <= 1)) {
            throw new IllegalArgumentException(
                    "policy setting out of range: taxRate=" + taxRate + ", capFraction=" + capFraction);
        }
        return new EsxTargetPolicy(taxRate, capFraction);
    }

    @Override
    public void setTargets(
            MemoryState state, long freeFrames, long totalFrames, List<GuestDemand> guests, long[] targetPages) {
        for (int i = 0; i < guests.size(); i++) {
            targetPages[i] = guests.get(i).balloonPages();
        }
        long shortage = Watermarks.shortage(state, freeFrames, totalFrames);
        long surplus = Watermarks.surplus(state, freeFrames, totalFrames);
        if (shortage > 0) {
            revocation.take(guests, shortage, targetPages);
        } else if (surplus > 0) {
            revocation.giveBack(guests, surplus, targetPages);
        }
        for (int i = 0; i < guests.size(); i++) {
            targetPages[i] = Math.max(targetPages[i], guests.get(i).smallestBalloon(capFraction));
        }
    }
}
