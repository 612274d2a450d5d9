package io.ballonet.scan;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import io.ballonet.memory.Words;

/**
 * SIEVE on accessed bits: a queue of pages in the order in which they came, and one hand that goes from the oldest towards the
 * newest; it clears the bit of an accessed page and leaves the page where it stands, takes one that was not accessed, and stays
 * there. New pages join at the head, so they meet the hand only after a whole round: what is touched once leaves soon.
 *
 * <p>The queue is brought up to date at the beginning of a call: candidates that were not known join it, in ascending order; a
 * page that is no candidate any more leaves it when the hand meets it, and so does a victim. A victim that stays mapped is
 * therefore a new page at the next call. A call moves the hand twice around at most.
 *
 * <p>Keeps two links of four bytes a page and one bit a page off-heap, resident where pages are candidates.
 *
 * <p><b>Source:</b> Y. Zhang et al., SIEVE is Simpler than LRU, NSDI '24, algorithm 1. Deviations: a page's bit is set by the
 * access that loads it, as hardware does, where the paper begins with a clear one; and two pages that came between two calls
 * stand in the order of their numbers.
 */
final class SieveScan extends AbstractScan {
    private static final int NONE = -1;
    private static final int ROUNDS = 2;

    private final Region links;
    private final long known;
    private int head = NONE;
    private int tail = NONE;
    private int hand = NONE;
    private long queued;

    SieveScan(long pages) {
        super(pages);
        if (pages > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "sieve links pages by 31 bits: pages=" + pages + ", most=" + Integer.MAX_VALUE);
        }
        long linkBytes = pages * Long.BYTES;
        this.links = Region.map(linkBytes + (pages + Long.SIZE - 1) / Long.SIZE * Long.BYTES);
        this.known = links.address() + linkBytes;
    }

    @Override
    protected void select(AccessView view, int wanted, PageBatch victims) {
        admit(view);
        int enough = victims.size() + wanted;
        long left = ROUNDS * queued;
        for (; victims.size() < enough && queued > 0 && left > 0; left--) {
            int page = hand == NONE ? tail : hand;
            hand = newer(page);
            examined(1);
            if (!view.isCandidate(page)) {
                remove(page);
            } else if (view.clearAccessed(page)) {
                cleared(1);
            } else {
                remove(page);
                victims.add(page);
            }
        }
    }

    /** New candidates join at the head. */
    private void admit(AccessView view) {
        long words = (pages() + Long.SIZE - 1) / Long.SIZE;
        for (long word = 0; word < words; word++) {
            long candidates = view.candidateWord(word);
            long at = known + word * Long.BYTES;
            long before = Words.get(at);
            long fresh = candidates & ~before;
            if (fresh != 0) {
                Words.set(at, before | fresh);
                for (long left = fresh; left != 0; left &= left - 1) {
                    push((int) (word * Long.SIZE) + Long.numberOfTrailingZeros(left));
                }
            }
        }
    }

    private void push(int page) {
        setLinks(page, NONE, head);
        if (head == NONE) {
            tail = page;
        } else {
            setLinks(head, page, older(head));
        }
        head = page;
        queued++;
    }

    private void remove(int page) {
        int newer = newer(page);
        int older = older(page);
        if (newer == NONE) {
            head = older;
        } else {
            setLinks(newer, newer(newer), older);
        }
        if (older == NONE) {
            tail = newer;
        } else {
            setLinks(older, newer, older(older));
        }
        queued--;
        long at = known + ((long) page >>> 6) * Long.BYTES;
        Words.set(at, Words.get(at) & ~(1L << page));
    }

    private int newer(int page) {
        return Words.getInt(links.address() + (long) page * Long.BYTES);
    }

    private int older(int page) {
        return Words.getInt(links.address() + (long) page * Long.BYTES + Integer.BYTES);
    }

    private void setLinks(int page, int newer, int older) {
        long at = links.address() + (long) page * Long.BYTES;
        Words.setInt(at, newer);
        Words.setInt(at + Integer.BYTES, older);
    }

    @Override
    public void close() {
        links.close();
    }
}
