package io.ballonet.scenario.accuracy;

import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.host.Host;
import io.ballonet.scan.AccessView;
import io.ballonet.scenario.live.TraceProcess;
import io.ballonet.trace.PageTrace;

/**
 * A guest on real frames, alone on its host, whose one process plays a trace and checks every byte that it reads.
 *
 * <p>Its virtual CPU is inside the guest only during {@link #play}. <b>Threads:</b> one.
 */
final class PlayedGuest implements AutoCloseable {
    /**
     * Reaches from a twelfth to a half of what the workloads touch, as a TLB reaches a part of a guest's memory; the 1,024
     * entries of the default would reach all of some of them.
     */
    static final int TLB_ENTRIES = 256;

    private final Host host;
    private final Guest guest;
    private final TraceProcess process;

    private PlayedGuest(long frames, GuestSettings settings, PageTrace trace) {
        this.host = Host.builder().frames(frames).manualTargets().stepped();
        this.guest = host.boot(settings);
        this.process = new TraceProcess(guest, trace, 1);
    }

    private static GuestSettings settings(PageTrace trace, long pages) {
        return GuestSettings.of(trace.name(), pages)
                .withoutDriver()
                .pageAllocator("bitmap")
                .tlbEntries(TLB_ENTRIES);
    }

    /**
     * A guest with a page for every page of the trace, touched once, so that page {@code i} of the process is PPN {@code i}, and
     * nothing is ever reclaimed.
     *
     * @throws IllegalStateException if a PPN is another
     */
    static PlayedGuest withAllMemory(PageTrace trace, BitLayout layout) {
        int pages = trace.distinctPages();
        PlayedGuest played = new PlayedGuest(
                pages, settings(trace, pages).swapPages(0).packedAccessBits(layout == BitLayout.PACKED), trace);
        played.process.touchAll();
        for (int page = 0; page < pages; page++) {
            if (played.process.ppnOf(page) != page) {
                long ppn = played.process.ppnOf(page);
                played.close();
                throw new IllegalStateException(
                        "PPN is not VPN: trace=" + trace.name() + ", vpn=" + page + ", ppn=" + ppn);
            }
        }
        return played;
    }

    /**
     * A guest with fewer pages than its process touches; it evicts one page at a time.
     *
     * @param replacement what chooses the victims, by registry name or class
     */
    static PlayedGuest withFrames(PageTrace trace, int frames, String replacement, TlbMode tlb, long seed) {
        return new PlayedGuest(
                frames,
                settings(trace, frames)
                        .swapPages(trace.distinctPages())
                        .replacement(replacement)
                        .replacementBatch(1)
                        .shootdownOnClear(tlb == TlbMode.SHOOTDOWN)
                        .seed(seed),
                trace);
    }

    /** What a scan sees. */
    AccessView view() {
        return guest.kernel().view();
    }

    /** The process's next accesses. */
    void play(int accesses) {
        process.playNext(accesses);
    }

    /** Every cached translation is forgotten before the next access. */
    void forgetTranslations() {
        long generation = guest.kernel().beginGrace();
        if (!guest.kernel().isGraceComplete(generation)) {
            throw new IllegalStateException(
                    "a virtual CPU is inside the guest between two periods: guest=" + guest.name());
        }
    }

    /** Accesses that walked the page tables. */
    long walks() {
        return process.tlbMisses();
    }

    /** Faults that the guest's kernel handled. */
    long faults() {
        return process.guestFaults();
    }

    /** Faults as the kernel counts them: first touches, and returns from swap. */
    long pagesBroughtIn() {
        return guest.kernel().minorFaults() + guest.kernel().majorFaults();
    }

    /** Checks the host's invariants. */
    void validate() {
        host.validate();
    }

    @Override
    public void close() {
        host.close();
    }
}
