package io.ballonet.balloon.backend;

import io.ballonet.channel.BalloonChannel;
import io.ballonet.channel.GuestStatistic;
import io.ballonet.channel.HostEnd;
import io.ballonet.channel.MessageHandler;
import io.ballonet.channel.MessageType;
import io.ballonet.channel.PageEntry;
import io.ballonet.frame.MachineMemory;
import io.ballonet.memory.PageBatch;
import io.ballonet.paging.NestedEntry;
import io.ballonet.paging.NestedTable;
import io.ballonet.paging.Shootdown;
import io.ballonet.telemetry.DeflateEvent;
import io.ballonet.telemetry.InflateEvent;
import io.ballonet.telemetry.ShootdownEvent;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.Agent;

/**
 * The host's end of one guest's balloon: an agent that answers its messages and keeps the host's book.
 *
 * <p>Inflate messages are revoked at once and freed by generation, in order, when their grace period is over: up to
 * {@value #PIPELINE} are under way, and nobody waits for one. A virtual CPU that does not poll within
 * {@code graceTimeoutNs} is named in {@link #laggard()} and in an event; its batch stays unfreed and everything else goes on.
 *
 * <p><b>Threads:</b> {@link #doWork} on one; {@link #popped} and the getters on any. A poll never blocks.
 */
public final class BalloonBackend implements Agent, AutoCloseable {
    private static final int PIPELINE = 8;
    private static final int MESSAGES_PER_POLL = 16;

    private final int guestId;
    private final int core;
    private final HostEnd channel;
    private final NestedTable nested;
    private final Shootdown shootdown;
    private final long graceTimeoutNs;
    private final ReclaimBatch[] pipeline = new ReclaimBatch[PIPELINE];
    private final long[] begunNs = new long[PIPELINE];
    private final PageBatch reply = new PageBatch(BalloonChannel.MAX_BATCH);
    private final PageBatch poppedReply = new PageBatch(BalloonChannel.MAX_BATCH);
    private final ConcurrentLinkedQueue<Long> poppedPages = new ConcurrentLinkedQueue<>();
    private final long[] statistics = new long[GuestStatistic.values().length];
    private final MessageHandler handler = this::onMessage;

    private long begun;
    private long completed;
    private long answered;
    private int pendingReplyType;
    private boolean resetPending;
    private int resetSession;
    private volatile int session;
    private volatile long size;
    private volatile String laggard = "";
    private long booked;
    private volatile long framesFreed;
    private long stalls;
    private long lastTarget;
    private long pagesRefused;
    private long pagesUnbacked;
    private long pagesPopped;
    private long staleMessages;

    /**
     * The backend of one guest, with an empty balloon.
     *
     * @param guestId its number, and the owner of its frames
     * @param core what its thread passes to the frame allocator
     */
    public BalloonBackend(
            int guestId,
            int core,
            HostEnd channel,
            NestedTable nested,
            Shootdown shootdown,
            MachineMemory memory,
            long graceTimeoutNs) {
        this.guestId = guestId;
        this.core = core;
        this.channel = channel;
        this.nested = nested;
        this.shootdown = shootdown;
        this.graceTimeoutNs = graceTimeoutNs;
        for (int i = 0; i < PIPELINE; i++) {
            pipeline[i] = new ReclaimBatch(guestId, nested, memory);
        }
    }

    @Override
    public String roleName() {
        return "balloon-backend-" + guestId;
    }

    /** One poll; returns how many messages it moved. */
    @Override
    public int doWork() {
        int work = completeBatches() + answerBatches();
        if (!flushReply()) {
            return work;
        }
        drainPopped();
        if (resetPending) {
            return work + openSession();
        }
        if (channel.isBroken()) {
            channel.reopen();
        }
        // One message at a time: each may need a place in the pipeline or in the reply.
        for (int i = 0; i < MESSAGES_PER_POLL && canAccept(); i++) {
            if (channel.poll(handler, 1) == 0) {
                break;
            }
            work++;
            work += completeBatches() + answerBatches();
            flushReply();
        }
        return work;
    }

    private boolean canAccept() {
        return begun - answered < PIPELINE && pendingReplyType == 0 && !resetPending;
    }

    private int completeBatches() {
        int work = 0;
        while (completed < begun) {
            int index = (int) (completed % PIPELINE);
            ReclaimBatch batch = pipeline[index];
            if (!batch.isGraceOver(shootdown)) {
                reportLaggard(batch, index);
                break;
            }
            noteGrace(batch, index);
            book(batch.complete(core));
            framesFreed = framesFreed() + batch.framesFreed();
            pagesUnbacked += batch.unbacked();
            pagesRefused += batch.refused();
            completed++;
            work++;
        }
        return work;
    }

    /* One writer; the volatile copy is for other threads. */
    private void book(long pages) {
        booked += pages;
        size = booked;
    }

    private void noteGrace(ReclaimBatch batch, int index) {
        long durationNs = System.nanoTime() - begunNs[index];
        ShootdownEvent.emit(guestId, batch.generation(), shootdown.participants(), durationNs, "");
        if (!laggard.isEmpty()) {
            laggard = "";
        }
    }

    private void reportLaggard(ReclaimBatch batch, int index) {
        if (laggard.isEmpty() && System.nanoTime() - begunNs[index] > graceTimeoutNs) {
            String name = shootdown.laggard(batch.generation());
            if (name != null) {
                laggard = name;
                stalls++;
                ShootdownEvent.emit(
                        guestId,
                        batch.generation(),
                        shootdown.participants(),
                        System.nanoTime() - begunNs[index],
                        name);
            }
        }
    }

    private int answerBatches() {
        int work = 0;
        while (answered < completed) {
            ReclaimBatch batch = pipeline[(int) (answered % PIPELINE)];
            if (batch.session() == session && !channel.offer(MessageType.INFLATE_ACK, session, batch.answer())) {
                break;
            }
            int taken = batch.framesFreed() + batch.unbacked();
            InflateEvent.emit(guestId, batch.session(), batch.answer().size(), taken, batch.refused());
            answered++;
            work++;
        }
        return work;
    }

    /** Sends the one reply that may be waiting for room; true if none waits. */
    private boolean flushReply() {
        if (pendingReplyType != 0 && channel.offer(pendingReplyType, session, reply)) {
            pendingReplyType = 0;
        }
        return pendingReplyType == 0;
    }

    private void onMessage(int type, int messageSession, PageBatch entries) {
        if (type == MessageType.RESET) {
            resetPending = true;
            resetSession = messageSession;
        } else if (messageSession != session || session == 0) {
            staleMessages++;
        } else {
            switch (type) {
                case MessageType.INFLATE -> onInflate(entries, messageSession);
                case MessageType.DEFLATE -> onDeflate(entries);
                case MessageType.STATISTICS -> onStatistics(entries);
                default -> staleMessages++;
            }
        }
    }

    private void onInflate(PageBatch entries, int messageSession) {
        int index = (int) (begun % PIPELINE);
        pipeline[index].revoke(entries, messageSession, shootdown);
        begunNs[index] = System.nanoTime();
        begun++;
    }

    private void onDeflate(PageBatch entries) {
        reply.clear();
        int returned = 0;
        for (int i = 0; i < entries.size(); i++) {
            long ppn = PageEntry.page(entries.get(i));
            int status = PageEntry.REFUSED_RANGE;
            if (nested.contains(ppn)) {
                long entry = nested.entryAcquire(ppn);
                long next = NestedEntry.deflate(entry);
                boolean done = next != NestedEntry.ILLEGAL && nested.cas(ppn, entry, next);
                status = done ? PageEntry.OK : PageEntry.REFUSED_NOT_BALLOONED;
            }
            returned += status == PageEntry.OK ? 1 : 0;
            reply.add(PageEntry.of(ppn, status));
        }
        book(-returned);
        pendingReplyType = MessageType.DEFLATE_ACK;
        DeflateEvent.emit(guestId, session, entries.size(), returned, entries.size() - (long) returned);
    }

    private void onStatistics(PageBatch entries) {
        if (entries.size() == statistics.length) {
            synchronized (statistics) {
                for (int i = 0; i < statistics.length; i++) {
                    statistics[i] = entries.get(i);
                }
            }
        }
    }

    /**
     * Opens a new session once the old one's batches are done: every ballooned page becomes unbacked, the book zero but for
     * pages that were popped and whose fault handler is about to say so.
     */
    private int openSession() {
        if (answered < begun) {
            return 0;
        }
        long emptied = 0;
        for (long ppn = 0; ppn < nested.pages(); ppn++) {
            long entry = nested.entryAcquire(ppn);
            if (NestedEntry.state(entry) == NestedEntry.BALLOONED
                    && nested.cas(ppn, entry, NestedEntry.deflate(entry))) { // fails only if it was popped just now
                emptied++;
            }
        }
        poppedReply.clear();
        book(-emptied);
        session = resetSession;
        resetPending = false;
        reply.clear();
        pendingReplyType = MessageType.RESET_ACK;
        flushReply();
        return 1;
    }

    /** A virtual CPU touched a ballooned page and the fault handler backed it again. Any thread. */
    public void popped(long ppn) {
        poppedPages.add(ppn);
    }

    private void drainPopped() {
        while (!poppedReply.isFull()) {
            Long ppn = poppedPages.poll();
            if (ppn == null) {
                break;
            }
            poppedReply.add(PageEntry.of(ppn, PageEntry.OK));
            pagesPopped++;
            book(-1);
        }
        if (!poppedReply.isEmpty() && channel.offer(MessageType.POPPED, session, poppedReply)) {
            poppedReply.clear();
        }
    }

    /** Sets the balloon target in pages. The thread of {@link #doWork}, or none. */
    public void setTarget(long pages) {
        if (pages != lastTarget) {
            lastTarget = pages;
            channel.targetRelease(pages);
        }
    }

    public long target() {
        return lastTarget;
    }

    /** Balloon size in pages by the host's book. Any thread. */
    public long size() {
        return size;
    }

    /** Frames taken through the balloon since boot. Any thread. */
    public long framesFreed() {
        return framesFreed;
    }

    /** True if a driver has opened a session. Any thread. */
    public boolean hasDriver() {
        return session != 0;
    }

    /** The last value the guest reported, or 0; it may be a lie. Any thread. */
    public long statistic(GuestStatistic statistic) {
        synchronized (statistics) {
            return statistics[statistic.index()];
        }
    }

    /** Name of the virtual CPU that holds up a grace period beyond its bound, or empty. Any thread. */
    public String laggard() {
        return laggard;
    }

    /** True if no message is under way: then both books agree (I7). The thread of {@link #doWork}, or none. */
    public boolean isQuiescent() {
        return answered == begun
                && pendingReplyType == 0
                && !resetPending
                && poppedPages.isEmpty()
                && poppedReply.isEmpty();
    }

    /**
     * Ends the balloon for good: frees what is under way, answers nobody and takes no message. The thread of
     * {@link #doWork}, or none.
     *
     * @return true once nothing is under way; false while a virtual CPU has yet to poll or leave
     */
    public boolean finish() {
        completeBatches();
        answered = completed;
        pendingReplyType = 0;
        resetPending = false;
        poppedPages.clear();
        poppedReply.clear();
        return completed == begun;
    }

    /** What the backend has done since it was made. The thread of {@link #doWork}, or none. */
    public BackendReport report() {
        return new BackendReport(
                size,
                lastTarget,
                framesFreed,
                pagesUnbacked,
                pagesRefused,
                pagesPopped,
                staleMessages,
                channel.malformed(),
                stalls);
    }

    /** Recounts the nested table against the book (I7's right side). Only while nothing is in flight. */
    public void validate() {
        long counted = 0;
        for (long ppn = 0; ppn < nested.pages(); ppn++) {
            if (NestedEntry.state(nested.entryAcquire(ppn)) == NestedEntry.BALLOONED) {
                counted++;
            }
        }
        if (counted != size) {
            throw new IllegalStateException(
                    "I7: backend's book: guest=" + guestId + ", size=" + size + ", ballooned entries=" + counted);
        }
    }

    @Override
    public void close() {
        for (ReclaimBatch batch : pipeline) {
            batch.close();
        }
        reply.close();
        poppedReply.close();
    }
}
