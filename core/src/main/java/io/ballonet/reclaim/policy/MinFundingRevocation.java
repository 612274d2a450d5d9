package io.ballonet.reclaim.policy;

import java.util.List;

/**
 * Takes pages from whoever pays least for them until enough are taken, and returns them to whoever pays most.
 *
 * <p>What a guest pays is its shares per page, where an idle page counts as {@code k} active ones:
 *
 * <pre>
 *   rho = S / (P (f + k (1 − f)))      S shares, P pages, f active part of them, k = 1 / (1 − tax)
 *       = S / (A + k (P − A))          A = f P active pages
 * </pre>
 *
 * <p>Source: Waldspurger, OSDI '02, 5.1 and 5.2. Instead of page by page, as the paper puts it, the price at which enough
 * has been taken is found by bisection: A stays what it is while idle pages go, so each guest's pages at a price are a
 * formula. Guests without shares pay nothing: they give first and get last, among themselves as if they had one share.
 *
 * <p>Pure arithmetic in {@code double}; a sum may be off by a page a guest.
 */
final class MinFundingRevocation {
    /** Halvings after which two doubles of the same sign have no other between them, from any range of pages per share. */
    private static final int BISECTIONS = 128;

    private final double idleCost;
    private final double capFraction;

    /**
     * Revocation at a tax.
     *
     * @param taxRate in {@code [0, 1)}; 0 ignores idleness
     * @param capFraction largest balloon as a part of the configured pages
     */
    MinFundingRevocation(double taxRate, double capFraction) {
        this.idleCost = 1.0 / (1.0 - taxRate);
        this.capFraction = capFraction;
    }

    /** Adds to {@code targets} what each guest gives, so that the sum is at least {@code pages} where guests have it. */
    void take(List<GuestDemand> guests, long pages, long[] targets) {
        long left = pages - takeFrom(guests, false, pages, targets);
        if (left > 0) {
            takeFrom(guests, true, left, targets);
        }
    }

    private long takeFrom(List<GuestDemand> guests, boolean withShares, long pages, long[] targets) {
        double low = 0; // pages per share at which enough is taken, if anything is enough
        double high = highestPagesPerShare(guests, withShares);
        for (int i = 0; i < BISECTIONS && low < high; i++) {
            double middle = low + (high - low) / 2;
            if (takenAt(guests, withShares, middle) >= pages) {
                low = middle;
            } else {
                high = middle;
            }
        }
        long sum = 0;
        for (int i = 0; i < guests.size(); i++) {
            if (isFunded(guests.get(i)) == withShares) {
                long taken = takenAt(guests.get(i), low);
                targets[i] += taken;
                sum += taken;
            }
        }
        return sum;
    }

    /** Takes from {@code targets} what each guest gets back, so that the sum is at most {@code pages}. */
    void giveBack(List<GuestDemand> guests, long pages, long[] targets) {
        long left = pages - giveBackTo(guests, true, pages, targets);
        if (left > 0) {
            giveBackTo(guests, false, left, targets);
        }
    }

    private long giveBackTo(List<GuestDemand> guests, boolean withShares, long pages, long[] targets) {
        double low = 0; // pages per share at which not too much is returned
        double high = highestPagesPerShare(guests, withShares);
        if (returnedAt(guests, withShares, high) <= pages) {
            low = high;
        }
        for (int i = 0; i < BISECTIONS && low < high; i++) {
            double middle = low + (high - low) / 2;
            if (returnedAt(guests, withShares, middle) <= pages) {
                low = middle;
            } else {
                high = middle;
            }
        }
        long sum = 0;
        for (int i = 0; i < guests.size(); i++) {
            if (isFunded(guests.get(i)) == withShares) {
                long returned = returnedAt(guests.get(i), low);
                targets[i] -= returned;
                sum += returned;
            }
        }
        return sum;
    }

    private long takenAt(List<GuestDemand> guests, boolean withShares, double pagesPerShare) {
        long sum = 0;
        for (int i = 0; i < guests.size(); i++) {
            if (isFunded(guests.get(i)) == withShares) {
                sum += takenAt(guests.get(i), pagesPerShare);
            }
        }
        return sum;
    }

    private long takenAt(GuestDemand guest, double pagesPerShare) {
        long kept = (long) pagesAt(guest, pagesPerShare);
        return Math.clamp(guest.ownedPages() - kept, 0, guest.reclaimablePages(capFraction));
    }

    private long returnedAt(List<GuestDemand> guests, boolean withShares, double pagesPerShare) {
        long sum = 0;
        for (int i = 0; i < guests.size(); i++) {
            if (isFunded(guests.get(i)) == withShares) {
                sum += returnedAt(guests.get(i), pagesPerShare);
            }
        }
        return sum;
    }

    private long returnedAt(GuestDemand guest, double pagesPerShare) {
        long deserved = (long) pagesAt(guest, pagesPerShare);
        return Math.clamp(deserved - guest.ownedPages(), 0, guest.returnablePages(capFraction));
    }

    /** Pages of a guest whose {@code 1 / rho} is {@code pagesPerShare}: the formula above, solved for P. */
    private double pagesAt(GuestDemand guest, double pagesPerShare) {
        double cost = weight(guest) * pagesPerShare;
        double active = guest.activeOwnedPages();
        return cost <= active ? cost : active + (cost - active) / idleCost;
    }

    /** A price so low that nobody gives anything and everybody has all back. */
    private double highestPagesPerShare(List<GuestDemand> guests, boolean withShares) {
        double highest = 0;
        for (int i = 0; i < guests.size(); i++) {
            GuestDemand guest = guests.get(i);
            if (isFunded(guest) == withShares) {
                double pages = 1.0 + guest.ownedPages() + guest.returnablePages(capFraction);
                highest = Math.max(highest, costOf(guest, pages) / weight(guest));
            }
        }
        return highest;
    }

    /** {@code A + k (P − A)}. */
    private double costOf(GuestDemand guest, double pages) {
        double active = Math.min((double) guest.activeOwnedPages(), pages);
        return active + idleCost * (pages - active);
    }

    /** What a guest pays for each of its owned pages; the guest with the least gives next. */
    double sharesPerPage(GuestDemand guest) {
        return guest.shares() / costOf(guest, (double) guest.ownedPages());
    }

    private static boolean isFunded(GuestDemand guest) {
        return guest.shares() > 0;
    }

    private static double weight(GuestDemand guest) {
        return Math.max(1, guest.shares());
    }
}
