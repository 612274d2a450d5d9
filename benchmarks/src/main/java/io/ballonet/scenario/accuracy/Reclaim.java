package io.ballonet.scenario.accuracy;

import io.ballonet.scan.ScanStrategies;
import io.ballonet.trace.policy.ReplayPolicies;
import io.ballonet.trace.policy.ReplayPolicy;
import java.util.Arrays;

/**
 * Part B: the strategy is the replacement of a guest that is short of memory, and evicts one page at a time.
 *
 * <p>A fault is known by the virtual CPU's count of those that the guest's kernel handled, whichever it was: a page comes back
 * from swap if it was ever written, and is a page of zeros again if it was not; both are refaults.
 */
final class Reclaim {
    private static final int NEVER = -1;

    private Reclaim() {}

    /** Frames of a guest with {@code percent} of what the workload touches, at least one. */
    static int frames(Workload workload, int percent) {
        return Math.max(1, workload.pages() * percent / 100);
    }

    /** Misses of the policy that knows the future. */
    static long optimum(Workload workload, int frames) {
        ReplayPolicy opt = ReplayPolicies.OPT.create(workload.trace(), frames);
        opt.play(workload.trace().accesses(), 0, workload.trace().length());
        return opt.misses();
    }

    /**
     * Plays a workload once.
     *
     * @param strategy registry name or class
     * @param optimum what {@link #optimum} says for as many frames
     * @throws IllegalStateException if a byte was lost, an invariant broke, or a fault went uncounted
     */
    static ReclaimScore run(Workload workload, String strategy, TlbMode tlb, int percent, long optimum, long seed) {
        int frames = frames(workload, percent);
        String name = ScanStrategies.REGISTRY.named(strategy).registryName();
        try (PlayedGuest guest = PlayedGuest.withFrames(workload.trace(), frames, strategy, tlb, seed)) {
            long refaults = play(workload, guest);
            guest.validate();
            if (guest.faults() != guest.pagesBroughtIn()) {
                throw new IllegalStateException("faults of the process are not the kernel's: process=" + guest.faults()
                        + ", kernel=" + guest.pagesBroughtIn());
            }
            return new ReclaimScore(
                    workload.name(),
                    name,
                    tlb,
                    percent,
                    frames,
                    guest.faults(),
                    optimum,
                    refaults,
                    workload.trace().length(),
                    guest.walks(),
                    workload.walksAlone());
        }
    }

    private static long play(Workload workload, PlayedGuest guest) {
        int[] ids = workload.trace().numbering().ids();
        int window = workload.truth().periodAccesses();
        int[] lastAccess = new int[workload.pages()];
        Arrays.fill(lastAccess, NEVER);
        long refaults = 0;
        long faults = 0;
        for (int time = 0; time < ids.length; time++) {
            guest.play(1);
            int last = lastAccess[ids[time]];
            if (guest.faults() != faults) {
                faults = guest.faults();
                refaults += last != NEVER && time - last <= window ? 1 : 0;
            }
            lastAccess[ids[time]] = time;
        }
        return refaults;
    }
}
