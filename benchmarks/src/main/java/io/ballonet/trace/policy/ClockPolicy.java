package io.ballonet.trace.policy;

import static io.ballonet.trace.policy.FrameIndex.NOT_RESIDENT;

import io.ballonet.trace.PageAccess;

/**
 * CLOCK, or second chance: a hand goes round the frames, clears reference bits that are set, and evicts at the first that
 * is clear; the new page takes that frame and the hand moves past it.
 *
 * <p>Two variants differ in the reference bit at load. {@link #bitClearAtLoad}: 0, set by the first later hit, as caches
 * with an explicit insert do. {@link #bitSetAtLoad}: 1, as page tables do, where the access that faulted sets A when it is
 * repeated.
 *
 * <p>Source: F. J. Corbató, A paging experiment with the Multics system, MIT Project MAC Report MAC-M-384, 1968.
 */
final class ClockPolicy extends FramedPolicy {
    /** Reference bits: frame {@code f} is bit {@code f % 64} of word {@code f / 64}, so the hand looks at 64 at once. */
    private static final int WORD_SHIFT = 6;

    private final long[] referenced;
    private final long lastWordFrames;
    private final long bitAtLoad;
    private int hand;

    private ClockPolicy(int frames, long bitAtLoad) {
        super(frames);
        this.bitAtLoad = bitAtLoad;
        referenced = new long[((frames - 1) >>> WORD_SHIFT) + 1];
        lastWordFrames = -1L >>> -frames;
    }

    /** CLOCK whose reference bit is 0 at load. */
    static ClockPolicy bitClearAtLoad(int frames) {
        return new ClockPolicy(frames, 0);
    }

    /** CLOCK whose reference bit is 1 at load. */
    static ClockPolicy bitSetAtLoad(int frames) {
        return new ClockPolicy(frames, 1);
    }

    @Override
    void playPrefetched(long[] accesses, int from, int to) {
        for (int i = from; i < to; i++) {
            long access = accesses[i];
            int frame = index.find(PageAccess.page(access));
            if (frame != NOT_RESIDENT) {
                index.touch(frame, PageAccess.writeBit(access));
                referenced[frame >>> WORD_SHIFT] |= 1L << frame;
            } else {
                miss(access);
            }
        }
    }

    private void miss(long access) {
        int frame = isFilling() ? (int) misses : evictNext();
        load(access, frame);
        referenced[frame >>> WORD_SHIFT] |= bitAtLoad << frame;
    }

    /** Empties the next frame whose reference bit is clear; ends, since a round clears every bit. */
    private int evictNext() {
        int word = hand >>> WORD_SHIFT;
        long ahead = -1L << hand;
        while (true) {
            boolean isLast = word == referenced.length - 1;
            long clear = ~referenced[word] & ahead & (isLast ? lastWordFrames : -1L);
            if (clear != 0) {
                // The bits from the hand up to the victim, which lose their second chance.
                referenced[word] &= ~(ahead & (Long.lowestOneBit(clear) - 1));
                int frame = (word << WORD_SHIFT) + Long.numberOfTrailingZeros(clear);
                evict(frame);
                hand = frame + 1 == frames ? 0 : frame + 1;
                return frame;
            }
            referenced[word] &= ~ahead;
            word = isLast ? 0 : word + 1;
            ahead = -1L;
        }
    }
}
