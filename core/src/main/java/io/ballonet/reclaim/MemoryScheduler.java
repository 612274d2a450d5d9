package io.ballonet.reclaim;

import io.ballonet.frame.MachineMemory;

/** placeholder until the policy is merged. */
public final class MemoryScheduler {
    /** placeholder. */
    public MemoryScheduler(MachineMemory memory) {}

    public int doWork() {
        return 0;
    }
}
