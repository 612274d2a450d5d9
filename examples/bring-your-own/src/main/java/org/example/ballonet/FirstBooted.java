package org.example.ballonet;

import io.ballonet.reclaim.policy.GuestDemand;
import io.ballonet.reclaim.policy.TargetPolicy;
import io.ballonet.reclaim.policy.TargetPolicyFactory;
import io.ballonet.reclaim.policy.Watermarks;
import io.ballonet.unit.NamedContender;

/** A target policy: the guest that booted first gives all that it can before the second gives anything, and gets back first. */
public final class FirstBooted extends NamedContender implements TargetPolicyFactory {
    private static final double CAP = 0.65;

    public FirstBooted() {
        super("first-booted", "the first guest gives all that it can before the second gives anything", "an example");
    }

    @Override
    public TargetPolicy create() {
        return (state, freeFrames, totalFrames, guests, targetPages) -> {
            long shortage = Watermarks.shortage(state, freeFrames, totalFrames);
            long surplus = Watermarks.surplus(state, freeFrames, totalFrames);
            for (int i = 0; i < guests.size(); i++) {
                GuestDemand guest = guests.get(i);
                long taken = Math.min(shortage, guest.reclaimablePages(CAP));
                long returned = Math.min(surplus, guest.returnablePages(CAP));
                shortage -= taken;
                surplus -= returned;
                targetPages[i] = guest.balloonPages() + taken - returned;
            }
        };
    }
}
