package io.ballonet.reclaim.policy;

import java.util.List;

/** Takes from each guest the same part of what it can give, and returns to each the same part of what it could have. */
final class ProportionalTargetPolicy implements TargetPolicy {
    private final double capFraction;

    ProportionalTargetPolicy(double capFraction) {
        this.capFraction = capFraction;
    }

    @Override
    public void setTargets(
            MemoryState state, long freeFrames, long totalFrames, List<GuestDemand> guests, long[] targetPages) {
        long reclaimable = 0;
        long returnable = 0;
        for (int i = 0; i < guests.size(); i++) {
            reclaimable += guests.get(i).reclaimablePages(capFraction);
            returnable += guests.get(i).returnablePages(capFraction);
        }
        double takenPart = part(Watermarks.shortage(state, freeFrames, totalFrames), reclaimable);
        double returnedPart = part(Watermarks.surplus(state, freeFrames, totalFrames), returnable);
        for (int i = 0; i < guests.size(); i++) {
            GuestDemand guest = guests.get(i);
            long taken = (long) Math.ceil(guest.reclaimablePages(capFraction) * takenPart);
            long returned = (long) (guest.returnablePages(capFraction) * returnedPart);
            targetPages[i] = Math.max(guest.balloonPages() + taken - returned, guest.smallestBalloon(capFraction));
        }
    }

    private static double part(long wanted, long there) {
        return there == 0 ? 0 : Math.min(1.0, (double) wanted / there);
    }
}
