package io.ballonet.micro.trace;

import io.ballonet.trace.PageTrace;
import io.ballonet.trace.policy.ReplayPolicy;
import io.ballonet.trace.policy.ReplayPolicyFactory;

/** Replays one trace over and over, each time with a new policy, any number of accesses at a time. */
final class Pass {
    private final PageTrace trace;
    private final ReplayPolicyFactory factory;
    private final int frames;
    private final long missesOfAPass;
    private ReplayPolicy policy;
    private int position;
    private long passes;
    private long missesOfPasses;

    /** Plays the trace once, for the number of misses that every later pass must have. */
    Pass(PageTrace trace, ReplayPolicyFactory factory, int frames) {
        this.trace = trace;
        this.factory = factory;
        this.frames = frames;
        ReplayPolicy first = factory.create(trace, frames);
        first.play(trace.accesses(), 0, trace.length());
        missesOfAPass = first.misses();
        policy = factory.create(trace, frames);
    }

    /** Plays the next accesses; returns how many missed. */
    long play(int accesses) {
        long before = missesOfPasses + policy.misses();
        int left = accesses;
        while (left > 0) {
            int end = (int) Math.min((long) position + left, trace.length());
            policy.play(trace.accesses(), position, end);
            left -= end - position;
            position = end;
            if (end == trace.length()) {
                startOver();
            }
        }
        return missesOfPasses + policy.misses() - before;
    }

    private void startOver() {
        missesOfPasses += policy.misses();
        passes++;
        position = 0;
        policy = factory.create(trace, frames);
    }

    /** Fails if the passes together missed anything but what the first one did, each time. */
    void validate() {
        if (missesOfPasses != passes * missesOfAPass) {
            throw new IllegalStateException("passes over one trace differ: trace=" + trace + ", policy="
                    + factory.registryName() + ", frames=" + frames + ", passes=" + passes + ", misses="
                    + missesOfPasses + ", missesOfTheFirst=" + missesOfAPass);
        }
    }
}
