package io.ballonet.balloon.driver;

import io.ballonet.channel.BalloonChannel;
import io.ballonet.channel.DriverEnd;
import io.ballonet.channel.MessageType;
import io.ballonet.channel.PageEntry;
import io.ballonet.memory.PageBatch;
import io.ballonet.scan.ScanStrategy;
import io.ballonet.telemetry.ScanPassEvent;

/**
 * The way up: free pages first, then inactive ones, pinned, settled after the grace period, and sent.
 *
 * <p>Two batches: one that is pinned and waits for its grace period, one that is settled and waits for room in the ring. So
 * a slow virtual CPU or a full ring holds up at most one batch, and a change of target never cancels one.
 *
 * <p><b>Threads:</b> the driver's.
 */
final class Inflation implements AutoCloseable {
    private static final long NO_GRACE = 0;

    private final GuestMemory guest;
    private final DriverEnd channel;
    private final ScanStrategy scan;
    private final String scanName;
    private final BalloonBook book;
    private final DriverSettings settings;
    private final PageBatch pinned = new PageBatch(BalloonChannel.MAX_BATCH);
    private final PageBatch outgoing = new PageBatch(BalloonChannel.MAX_BATCH);
    private final PageBatch message = new PageBatch(BalloonChannel.MAX_BATCH);
    private final PageBatch aside = new PageBatch(BalloonChannel.MAX_BATCH);
    private long grace = NO_GRACE;
    private long lastAgingPoll;
    private long unmetPolls;
    private long pagesForced;
    private long pagesRescued;

    Inflation(
            GuestMemory guest,
            DriverEnd channel,
            ScanStrategy scan,
            String scanName,
            BalloonBook book,
            DriverSettings settings) {
        this.guest = guest;
        this.channel = channel;
        this.scan = scan;
        this.scanName = scanName;
        this.book = book;
        this.settings = settings;
        this.lastAgingPoll = -settings.windowPolls();
    }

    /** Pages taken from the guest that the host has not answered for. */
    long inFlight() {
        return pinned.size() + outgoing.size() + book.sent();
    }

    long pagesForced() {
        return pagesForced;
    }

    long pagesRescued() {
        return pagesRescued;
    }

    /** Goes on with what is under way; true if both batches are free for more. */
    boolean advance(int session) {
        if (!send(session)) {
            return false;
        }
        if (!pinned.isEmpty()) {
            if (!guest.isGraceComplete(grace)) {
                return false;
            }
            settle();
            return send(session);
        }
        return true;
    }

    /** Begins to move up to {@code wanted} pages; returns how many it found and moved or sent on their way. */
    long begin(long wanted, long poll, int session) {
        long found = 0;
        while (found < wanted) {
            int batch = (int) Math.min(BalloonChannel.MAX_BATCH, wanted - found);
            int taken = takeFree(batch);
            if (taken == 0) {
                taken = pinInactive(batch, poll);
            }
            found += taken;
            if (taken == 0 || !advance(session)) {
                break;
            }
        }
        return found;
    }

    private int takeFree(int wanted) {
        long spare = guest.freePages() - settings.reservePages();
        int count = (int) Math.min(wanted, spare);
        if (count <= 0) {
            return 0;
        }
        guest.takeFree(outgoing, count);
        dropRefused(outgoing);
        guest.release(aside, false);
        book.pinned(outgoing);
        return outgoing.size();
    }

    private int pinInactive(int wanted, long poll) {
        scan.selectVictims(guest.view(), wanted, pinned);
        dropRefused(pinned);
        if (pinned.isEmpty() && poll - lastAgingPoll >= settings.windowPolls()) {
            age(poll);
        }
        if (pinned.isEmpty() && ++unmetPolls >= settings.patiencePolls()) {
            guest.chooseVictims(pinned, wanted);
            dropRefused(pinned);
            pagesForced += pinned.size();
        }
        if (pinned.isEmpty() || guest.pin(pinned) == 0) {
            pinned.clear();
            return 0;
        }
        unmetPolls = 0;
        book.pinned(pinned);
        grace = guest.beginGrace();
        return pinned.size();
    }

    /**
     * Opens a new window: what is not touched from here on will be inactive. The shootdown makes touches visible again.
     *
     * @return pages touched in the window that ends
     */
    long age(long poll) {
        lastAgingPoll = poll;
        long startNs = ScanPassEvent.start();
        long examined = scan.pagesExamined();
        long cleared = scan.bitsCleared();
        long active = scan.pass(guest.view(), true);
        guest.beginGrace();
        ScanPassEvent.emit(startNs, scanName, scan.pagesExamined() - examined, scan.bitsCleared() - cleared, 0);
        return active;
    }

    /** Moves pages that the host refused lately to {@code aside}, which holds nothing else then. */
    private void dropRefused(PageBatch batch) {
        aside.clear();
        if (!book.hasRefused()) {
            return;
        }
        int kept = 0;
        for (int i = 0; i < batch.size(); i++) {
            long ppn = batch.get(i);
            if (book.isRefused(ppn)) {
                aside.add(ppn);
            } else {
                batch.set(kept++, ppn);
            }
        }
        batch.setSize(kept);
    }

    /* What is in outgoing goes to the host at the next chance, whatever is thrown here: only settled pages may stand there. */
    private void settle() {
        int before = pinned.size();
        aside.copyOf(pinned);
        try {
            guest.settle(pinned);
        } finally {
            keepSettled(before);
        }
    }

    private void keepSettled(int before) {
        if (pinned.size() != before) {
            pagesRescued += before - pinned.size();
            book.forget(aside);
            book.pinned(pinned);
        }
        outgoing.copyOf(pinned);
        pinned.clear();
    }

    /** True if nothing is left to send. */
    private boolean send(int session) {
        if (outgoing.isEmpty()) {
            return true;
        }
        PageEntry.pending(outgoing, message);
        if (!channel.offer(MessageType.INFLATE, session, message)) {
            return false;
        }
        book.sent(outgoing);
        outgoing.clear();
        return true;
    }

    /** Gives up what is under way: pinned pages go back to their processes, settled ones to the free list. */
    void abandon() {
        guest.unpin(pinned);
        book.forget(pinned);
        pinned.clear();
        book.forget(outgoing);
        guest.release(outgoing, false);
        outgoing.clear();
        unmetPolls = 0;
    }

    @Override
    public void close() {
        pinned.close();
        outgoing.close();
        message.close();
        aside.close();
    }
}
