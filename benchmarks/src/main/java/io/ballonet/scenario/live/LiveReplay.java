package io.ballonet.scenario.live;

import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.host.Host;
import io.ballonet.trace.PageTrace;

/**
 * A trace as the one process of a guest whose memory is {@code frames} pages, all of them backed by real frames, with
 * {@code clock} as the guest's replacement.
 *
 * <p>With a shootdown after every cleared accessed bit the virtual CPU forgets what it had cached, so the next touch of a page
 * sets its bit again: then the guest faults exactly where CLOCK with the bit set at load misses. This needs pages handed out
 * in ascending order (the {@code bitmap} allocator) and one victim at a time. Without these shootdowns the TLB hides touches
 * from the clock, as it does on hardware whose kernel does not flush when it clears the bit.
 */
public final class LiveReplay {
    private LiveReplay() {}

    /**
     * What a replay counted.
     *
     * @param accesses of the trace
     * @param faults of the guest, first touches and returns from swap: the misses
     * @param writebacks dirty pages that went to swap
     * @param walks accesses that the TLB did not serve
     * @param nanoseconds of the whole replay
     */
    public record Counts(long accesses, long faults, long writebacks, long walks, long nanoseconds) {}

    /**
     * Replays the whole trace once, checks every byte that it reads and, at the end, the host's invariants.
     *
     * @param frames memory of the guest, at least 1
     */
    public static Counts run(PageTrace trace, int frames, boolean shootdownOnClear) {
        GuestSettings settings = GuestSettings.of(trace.name(), frames)
                .withoutDriver()
                .swapPages(trace.distinctPages())
                .pageAllocator("bitmap")
                .replacement("clock")
                .replacementBatch(1)
                .shootdownOnClear(shootdownOnClear);
        try (Host host = Host.builder().frames(frames).manualTargets().stepped()) {
            Guest guest = host.boot(settings);
            TraceProcess process = new TraceProcess(guest, trace, 1);
            long start = System.nanoTime();
            process.playToEnd();
            long nanoseconds = System.nanoTime() - start;
            host.validate();
            return new Counts(
                    trace.length(),
                    guest.kernel().minorFaults() + guest.kernel().majorFaults(),
                    guest.kernel().swappedOut(),
                    process.tlbMisses(),
                    nanoseconds);
        }
    }
}
