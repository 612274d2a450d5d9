package io.ballonet.balloon.driver;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;

/**
 * What the driver has given away: the {@link PageState} of every page, how many are in each state, and a stack of the
 * ballooned ones for deflation, newest first.
 *
 * <p>A popped page leaves a stale number on the stack; it is recognised by its state and skipped, and the stack is rebuilt
 * from the states should it ever fill up.
 *
 * <p><b>Threads:</b> the driver's; {@link #publishedSize()} any.
 */
final class BalloonBook implements AutoCloseable {
    private final PageState states;
    private final Region stack;
    private final long pages;
    private final Region refused;
    private final int refusedCapacity;
    private long stackSize;
    private long sent;
    private long returning;
    private long refusedHead;
    private long refusedTail;
    private long ballooned;
    private volatile long published;

    BalloonBook(long pages, int refusedCapacity) {
        this.pages = pages;
        this.states = new PageState(pages);
        this.stack = Region.map(pages * Long.BYTES);
        this.refusedCapacity = refusedCapacity;
        this.refused = Region.map(2L * Long.BYTES * refusedCapacity);
    }

    /** Pages given and acknowledged; those asked back count until the host has answered. */
    long size() {
        return ballooned;
    }

    /** Lets other threads see the size: once a poll, since a volatile store a page would cost as much as the page. */
    void publish() {
        if (published != ballooned) {
            published = ballooned;
        }
    }

    /** The size that was last published; any thread. */
    long publishedSize() {
        return published;
    }

    /** Pages sent and not answered. */
    long sent() {
        return sent;
    }

    /** Pages asked back and not answered. */
    long returning() {
        return returning;
    }

    int state(long ppn) {
        return states.get(ppn);
    }

    boolean knows(long ppn) {
        return states.contains(ppn);
    }

    void pinned(PageBatch batch) {
        states.set(batch, PageState.PINNED);
    }

    void forget(PageBatch batch) {
        states.set(batch, PageState.FREE);
    }

    void sent(PageBatch batch) {
        states.set(batch, PageState.SENT);
        sent += batch.size();
    }

    /** The host answered a sent page; false if it was not sent. */
    boolean answered(long ppn, boolean taken) {
        if (!states.move(ppn, PageState.SENT, taken ? PageState.BALLOONED : PageState.FREE)) {
            return false;
        }
        sent--;
        if (taken) {
            push(ppn);
            ballooned++;
        }
        return true;
    }

    /** Takes up to {@code count} ballooned pages to ask back. */
    void takeForReturn(PageBatch batch, int count) {
        for (int taken = 0; taken < count && stackSize > 0; ) {
            long ppn = Words.get(stack.address() + (--stackSize << 3));
            if (states.move(ppn, PageState.BALLOONED, PageState.RETURNING)) {
                batch.add(ppn);
                returning++;
                taken++;
            }
        }
    }

    /** The host answered a page that was asked back; false if it was not. */
    boolean returned(long ppn) {
        if (!states.move(ppn, PageState.RETURNING, PageState.FREE)) {
            return false;
        }
        returning--;
        ballooned--;
        return true;
    }

    /** The guest touched a ballooned page, so the host backed it again; false if the page was not in the balloon. */
    boolean popped(long ppn) {
        if (!states.move(ppn, PageState.BALLOONED, PageState.FREE)) {
            return false;
        }
        ballooned--;
        return true;
    }

    private void push(long ppn) {
        if (stackSize == pages) {
            rebuildStack(); // finds ppn by its state
        } else {
            Words.set(stack.address() + (stackSize++ << 3), ppn);
        }
    }

    private void rebuildStack() {
        long next = 0;
        for (long ppn = 0; ppn < pages; ppn++) {
            if (states.get(ppn) == PageState.BALLOONED) {
                Words.set(stack.address() + (next++ << 3), ppn);
            }
        }
        stackSize = next;
    }

    /** Remembers a refused page until {@code untilPoll}; the oldest is forgotten where the list is full. */
    void refuse(long ppn, long untilPoll) {
        if (refusedTail - refusedHead == refusedCapacity) {
            forgiveOldest();
        }
        long entry = refusedEntry(refusedTail++);
        Words.set(entry, ppn);
        Words.set(entry + 8, untilPoll);
        states.setRefused(ppn, true);
    }

    void forgiveUntil(long poll) {
        while (refusedHead < refusedTail && Words.get(refusedEntry(refusedHead) + 8) <= poll) {
            forgiveOldest();
        }
    }

    private void forgiveOldest() {
        states.setRefused(Words.get(refusedEntry(refusedHead++)), false);
    }

    boolean hasRefused() {
        return refusedHead != refusedTail;
    }

    boolean isRefused(long ppn) {
        return states.isRefused(ppn);
    }

    private long refusedEntry(long index) {
        return refused.address() + (index % refusedCapacity << 4);
    }

    /** Appends pages that are in any state but FREE to {@code batch} from {@code fromPpn} on and forgets them; the next to look at. */
    long drain(PageBatch batch, long fromPpn) {
        long ppn = fromPpn;
        for (; ppn < pages && !batch.isFull(); ppn++) {
            if (states.get(ppn) != PageState.FREE) {
                batch.add(ppn);
                states.set(ppn, PageState.FREE);
            }
        }
        return ppn;
    }

    /** An empty balloon: after {@link #drain} has seen every page. */
    void clear() {
        stackSize = 0;
        sent = 0;
        returning = 0;
        ballooned = 0;
        publish();
    }

    /** Pages in any state but FREE; looks at each. */
    long pagesHeld() {
        long held = 0;
        for (long ppn = 0; ppn < pages; ppn++) {
            held += states.get(ppn) == PageState.FREE ? 0 : 1;
        }
        return held;
    }

    /** Recounts the states against the counters (I7's left side). */
    void validate() {
        long counted = 0;
        for (long ppn = 0; ppn < pages; ppn++) {
            int state = states.get(ppn);
            if (state == PageState.BALLOONED || state == PageState.RETURNING) {
                counted++;
            }
        }
        if (counted != ballooned) {
            throw new IllegalStateException("driver's book: size=" + ballooned + ", pages in that state=" + counted);
        }
    }

    @Override
    public void close() {
        states.close();
        stack.close();
        refused.close();
    }
}
