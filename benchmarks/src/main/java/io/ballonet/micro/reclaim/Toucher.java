package io.ballonet.micro.reclaim;

import io.ballonet.guest.VirtualCpu;
import io.ballonet.unit.PageSize;
import java.util.SplittableRandom;

/** A virtual CPU that reads pages of a rig's process at random and polls after each. <b>Threads:</b> one. */
final class Toucher {
    /** Pages of one step. */
    static final int PAGES = 64;

    private static final long SEED = 7;

    private final VirtualCpu cpu;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private long touches;
    private long sum;

    Toucher(BalloonRig rig) {
        this.cpu = rig.newVirtualCpu();
    }

    /** Reads {@link #PAGES} of the virtual pages from {@code from} to the end of the list. */
    long step(long[] virtualPages, int from) {
        cpu.enter();
        for (int i = 0; i < PAGES; i++) {
            long vpn = virtualPages[random.nextInt(from, virtualPages.length)];
            sum += cpu.readLong(vpn << PageSize.SHIFT);
            cpu.poll();
        }
        cpu.exit();
        touches += PAGES;
        return sum;
    }

    /** Reads since creation. */
    long touches() {
        return touches;
    }
}
