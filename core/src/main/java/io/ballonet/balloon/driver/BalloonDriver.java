package io.ballonet.balloon.driver;

import io.ballonet.channel.BalloonChannel;
import io.ballonet.channel.DriverEnd;
import io.ballonet.channel.GuestStatistic;
import io.ballonet.channel.MessageHandler;
import io.ballonet.channel.MessageType;
import io.ballonet.channel.PageEntry;
import io.ballonet.memory.PageBatch;
import io.ballonet.scan.ScanStrategy;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.Agent;

/**
 * The balloon driver of one guest: an agent that moves the balloon's size towards the host's target.
 *
 * <p>Each poll reads the host's answers and the target, goes on with what is under way, and begins as much more as the rate
 * limit allows: free pages, then pages that were not touched within the window, and, where a target stays unmet for
 * {@link DriverSettings#patiencePolls}, active ones. A smaller target asks pages back, newest first. When the guest itself
 * runs out, {@link #deflateOnOom} gives pages back whatever the target (deflate-on-OOM), and inflation rests for a while.
 *
 * <p><b>Threads:</b> {@link #doWork} on one; {@link #deflateOnOom}, {@link #requestReset} and the getters on any. A poll never
 * blocks but for the guest's kernel lock.
 */
public final class BalloonDriver implements Agent, AutoCloseable {
    private static final int MESSAGES_PER_POLL = 64;
    private static final int STATISTICS = GuestStatistic.values().length;

    private final int guestId;
    private final GuestMemory guest;
    private final DriverEnd channel;
    private final ScanStrategy scan;
    private final DriverSettings settings;
    private final BalloonBook book;
    private final Inflation inflation;
    private final PageBatch outgoing = new PageBatch(BalloonChannel.MAX_BATCH);
    private final PageBatch scratch = new PageBatch(BalloonChannel.MAX_BATCH);
    private final MessageHandler handler = this::onMessage;
    private final AtomicLong oomRequest = new AtomicLong();

    private int session;
    private boolean sessionRequested;
    private volatile boolean sessionOpen;
    private volatile boolean resetRequested;
    private volatile boolean quiescent;
    private volatile boolean holdsPages;
    private volatile Shortfall shortfall = Shortfall.NO_SESSION;
    private long polls;
    private long target;
    private long holdOffUntilPoll;
    private long inflated;
    private long deflated;
    private long refusals;
    private long popped;
    private long oomDeflations;

    /**
     * A driver that has given nothing away. It owns {@code scan} and closes it.
     *
     * @param scanName its registry name, for events
     */
    public BalloonDriver(
            int guestId,
            GuestMemory guest,
            DriverEnd channel,
            ScanStrategy scan,
            String scanName,
            DriverSettings settings) {
        this.guestId = guestId;
        this.guest = guest;
        this.channel = channel;
        this.scan = scan;
        this.settings = settings;
        this.book = new BalloonBook(guest.pages(), settings.refusedPages());
        this.inflation = new Inflation(guest, channel, scan, scanName, book, settings);
    }

    @Override
    public String roleName() {
        return "balloon-driver-" + guestId;
    }

    /** One poll; returns how many messages and pages it moved. */
    @Override
    public int doWork() {
        int work = poll();
        book.publish();
        boolean holds = book.size() > 0 || inflation.inFlight() > 0;
        if (holdsPages != holds) {
            holdsPages = holds;
        }
        boolean isQuiescent = sessionOpen && inflation.inFlight() == 0 && book.returning() == 0 && outgoing.isEmpty();
        if (quiescent != isQuiescent) {
            quiescent = isQuiescent;
        }
        return work;
    }

    private int poll() {
        polls++;
        if (resetRequested) {
            resetRequested = false;
            restart();
        }
        int work = channel.poll(handler, MESSAGES_PER_POLL);
        if (!sessionOpen) {
            return work + openSession();
        }
        book.forgiveUntil(polls);
        work += deflateForOom();
        work += move();
        if (polls % settings.statisticsPolls() == 0) {
            sendStatistics();
        }
        return work;
    }

    private int openSession() {
        if (!sessionRequested) {
            scratch.clear();
            sessionRequested = channel.offer(MessageType.RESET, session + 1, scratch);
            return sessionRequested ? 1 : 0;
        }
        return 0;
    }

    private int move() {
        target = channel.targetAcquire();
        long wanted = Math.clamp(target, 0, settings.maxBalloonPages());
        boolean ready = inflation.advance(session);
        boolean asked = sendReturn();
        long size = book.size() - book.returning();
        if (size > wanted) {
            shortfall = Shortfall.NONE;
            return asked ? beginReturn(Math.min(size - wanted, settings.pagesPerPoll())) : 0;
        }
        long missing = wanted - size - inflation.inFlight();
        if (missing <= 0) {
            shortfall = size < wanted ? Shortfall.IN_PROGRESS : target > wanted ? Shortfall.AT_MAXIMUM : Shortfall.NONE;
            return 0;
        }
        if (polls <= holdOffUntilPoll) {
            shortfall = Shortfall.OUT_OF_MEMORY;
            return 0;
        }
        if (!ready) {
            shortfall = Shortfall.IN_PROGRESS;
            return 0;
        }
        long budget = Math.min(missing, settings.pagesPerPoll());
        holdsPages = true; // before the first page is taken: a guest that finds none must know where they are
        long found = inflation.begin(budget, polls, session);
        shortfall = found == 0 ? Shortfall.NO_INACTIVE_PAGES : Shortfall.IN_PROGRESS;
        return (int) found;
    }

    private int beginReturn(long pages) {
        int begun = 0;
        while (begun < pages) {
            book.takeForReturn(outgoing, (int) Math.min(outgoing.capacity(), pages - begun));
            if (outgoing.isEmpty()) {
                break;
            }
            begun += outgoing.size();
            if (!sendReturn()) {
                break;
            }
        }
        return begun;
    }

    /** True if nothing is left to ask back. */
    private boolean sendReturn() {
        if (outgoing.isEmpty()) {
            return true;
        }
        PageEntry.pending(outgoing, scratch);
        if (channel.offer(MessageType.DEFLATE, session, scratch)) {
            outgoing.clear();
            return true;
        }
        return false;
    }

    private int deflateForOom() {
        if (oomRequest.get() == 0) {
            return 0;
        }
        // What has come back since the guest asked, or is on its way, counts.
        long pages = oomRequest.getAndSet(0) - guest.freePages() - book.returning();
        holdOffUntilPoll = polls + settings.oomHoldOffPolls();
        long size = book.size() - book.returning();
        long give = Math.clamp(pages, 0, size);
        oomDeflations += give;
        return sendReturn() ? beginReturn(give) : 0;
    }

    /**
     * Asks for {@code pages} pages back because the guest ran out; they reach the free list within a few polls. Any thread.
     *
     * @return false if the driver has no page, in the balloon or on the way to it, so that nothing will come
     */
    public boolean deflateOnOom(long pages) {
        if (!holdsPages) {
            return false;
        }
        oomRequest.accumulateAndGet(pages, Math::max);
        return true;
    }

    /** Starts over with a new session at the next poll, as after a driver's crash: both books become empty. Any thread. */
    public void requestReset() {
        resetRequested = true;
    }

    private void restart() {
        inflation.abandon();
        outgoing.clear();
        sessionOpen = false;
        sessionRequested = false;
        shortfall = Shortfall.NO_SESSION;
    }

    private void onMessage(int type, int messageSession, PageBatch entries) {
        if (type == MessageType.RESET_ACK) {
            onSessionOpened(messageSession);
        } else if (messageSession == session && sessionOpen) {
            switch (type) {
                case MessageType.INFLATE_ACK -> onInflated(entries);
                case MessageType.DEFLATE_ACK -> onDeflated(entries);
                case MessageType.POPPED -> onPopped(entries);
                default -> throw new IllegalStateException("unknown message from the host: type=" + type);
            }
        }
    }

    private void onSessionOpened(int newSession) {
        if (sessionOpen || newSession != session + 1) {
            return;
        }
        long next = 0;
        while (next < guest.pages()) {
            scratch.clear();
            next = book.drain(scratch, next);
            guest.release(scratch, false);
        }
        book.clear();
        session = newSession;
        sessionOpen = true;
    }

    private void onInflated(PageBatch entries) {
        scratch.clear();
        for (int i = 0; i < entries.size(); i++) {
            long ppn = PageEntry.page(entries.get(i));
            boolean taken = PageEntry.isTaken(PageEntry.status(entries.get(i)));
            if (book.knows(ppn) && book.answered(ppn, taken)) {
                if (taken) {
                    inflated++;
                } else {
                    refusals++;
                    book.refuse(ppn, polls + settings.refusedPolls());
                    scratch.add(ppn);
                }
            }
        }
        guest.release(scratch, false);
    }

    private void onDeflated(PageBatch entries) {
        scratch.clear();
        for (int i = 0; i < entries.size(); i++) {
            long ppn = PageEntry.page(entries.get(i));
            if (book.knows(ppn) && book.returned(ppn)) {
                if (PageEntry.status(entries.get(i)) == PageEntry.OK) {
                    deflated++;
                    scratch.add(ppn);
                } else {
                    popped++;
                    guest.adopt(ppn);
                }
            }
        }
        guest.release(scratch, true);
    }

    private void onPopped(PageBatch entries) {
        for (int i = 0; i < entries.size(); i++) {
            long ppn = PageEntry.page(entries.get(i));
            if (book.knows(ppn) && book.popped(ppn)) {
                popped++;
                guest.adopt(ppn);
            }
        }
    }

    /* Reporting how many pages are active ends their window, so that the next report counts afresh. */
    private void sendStatistics() {
        scratch.clear();
        for (int i = 0; i < STATISTICS; i++) {
            scratch.add(0);
        }
        scratch.set(GuestStatistic.TOTAL_PAGES.index(), guest.pages());
        scratch.set(GuestStatistic.FREE_PAGES.index(), guest.freePages());
        scratch.set(GuestStatistic.ACTIVE_PAGES.index(), inflation.age(polls));
        scratch.set(GuestStatistic.BALLOON_PAGES.index(), book.size());
        scratch.set(GuestStatistic.MAJOR_FAULTS.index(), guest.majorFaults());
        scratch.set(GuestStatistic.MINOR_FAULTS.index(), guest.minorFaults());
        scratch.set(GuestStatistic.SWAPPED_OUT.index(), guest.swappedOut());
        scratch.set(GuestStatistic.OOM_DEFLATIONS.index(), oomDeflations);
        channel.offer(MessageType.STATISTICS, session, scratch); // a full ring loses this report, not the next
    }

    /** Balloon size in pages, as of the last poll. Any thread. */
    public long size() {
        return book.publishedSize();
    }

    /** True if, at the end of the last poll, nothing was pinned, sent or asked back: then both books agree (I7). Any thread. */
    public boolean isQuiescent() {
        return quiescent;
    }

    /** Why the balloon is smaller than its target. Any thread. */
    public Shortfall shortfall() {
        return shortfall;
    }

    /** State of a page in the driver's book, in words: {@code free}, {@code pinned}, {@code sent}, {@code ballooned}, {@code returning}. */
    public String pageState(long ppn) {
        return switch (book.state(ppn)) {
            case PageState.FREE -> "free";
            case PageState.PINNED -> "pinned";
            case PageState.SENT -> "sent";
            case PageState.BALLOONED -> "ballooned";
            default -> "returning";
        };
    }

    /** What the driver has done since it was made. The driver's thread, or none. */
    public DriverReport report() {
        return new DriverReport(
                book.size(),
                target,
                inflated,
                deflated,
                refusals,
                popped,
                inflation.pagesForced(),
                inflation.pagesRescued(),
                oomDeflations);
    }

    /** Pages that the guest's kernel does not have because the driver does. The driver's thread, or none. */
    public long pagesHeld() {
        return book.pagesHeld();
    }

    /** Recounts the book. Only while no poll runs. */
    public void validate() {
        book.validate();
    }

    @Override
    public void close() {
        inflation.close();
        book.close();
        scan.close();
        outgoing.close();
        scratch.close();
    }
}
