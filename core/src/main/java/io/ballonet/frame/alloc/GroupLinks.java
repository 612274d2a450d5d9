package io.ballonet.frame.alloc;

import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;

/**
 * The {@link GroupLink} of every frame, one word each, and what can be read from them: to which group a frame belongs, and
 * whether it is free. Zeroed memory means that every frame is fresh.
 *
 * <p><b>Concurrency:</b> a link is written by whoever owns its group: the caller that allocated it, by the compare-and-set that
 * frees it; afterwards whoever took it from its list. Any thread reads. While groups are split and merged a free frame's group
 * may be in no state that the table of {@code GroupLink} lists; the frame still counts as free, since only an allocated group
 * says otherwise, and that one stays as it is. <b>Progress:</b> wait-free.
 */
final class GroupLinks {
    private final long address;
    private final long frames;

    /**
     * Links over memory that the caller owns.
     *
     * @param address link of frame 0
     */
    GroupLinks(long address, long frames) {
        this.address = address;
        this.frames = frames;
    }

    long linkAcquire(long frame) {
        return Words.getAcquire(address + (frame << 3)); // pairs with linkRelease and casLink
    }

    void linkRelease(long frame, long link) {
        Words.setRelease(address + (frame << 3), link); // pairs with linkAcquire
    }

    /** The transition of which only one of several threads succeeds. Full fence; pairs with linkRelease and linkAcquire. */
    boolean casLink(long frame, long expected, long link) {
        return Words.compareAndSet(address + (frame << 3), expected, link);
    }

    /** First frame of the group that a frame lies in, or {@link FrameAllocator#NO_FRAME} for a frame that is fresh. */
    long headOf(long frame) {
        for (int order = 0; order <= GroupLink.MAX_ORDER; order++) {
            long head = frame >>> order << order;
            long link = linkAcquire(head);
            if (GroupLink.state(link) != GroupLink.INSIDE && GroupLink.order(link) >= order) {
                return head;
            }
        }
        return FrameAllocator.NO_FRAME;
    }

    boolean isFree(long frame) {
        long head = headOf(frame);
        return head == FrameAllocator.NO_FRAME || GroupLink.state(linkAcquire(head)) != GroupLink.ALLOCATED;
    }

    /** Free frames of a range that cuts no group. */
    long freeIn(long first, long count) {
        long free = 0;
        long frame = first;
        while (frame < first + count) {
            long link = linkAcquire(frame);
            long size = 1L << GroupLink.order(link); // 1 for a fresh frame
            free += GroupLink.state(link) == GroupLink.ALLOCATED ? 0 : size;
            frame += size;
        }
        return free;
    }

    /** Wholly free huge frames, of which those from {@code fresh} on were never handed out. */
    long freeHugeFrames(long fresh) {
        long firstFresh = (fresh + PageSize.FRAMES_PER_HUGE - 1) >>> PageSize.HUGE_ORDER;
        long free = Math.max(0, (frames >>> PageSize.HUGE_ORDER) - firstFresh);
        long end = Math.min(firstFresh << PageSize.HUGE_ORDER, frames - PageSize.FRAMES_PER_HUGE + 1);
        for (long first = 0; first < end; first += PageSize.FRAMES_PER_HUGE) {
            free += isWhollyFree(first) ? 1 : 0;
        }
        return free;
    }

    private boolean isWhollyFree(long first) {
        long frame = first;
        while (frame < first + PageSize.FRAMES_PER_HUGE) {
            long link = linkAcquire(frame);
            if (GroupLink.state(link) == GroupLink.ALLOCATED) {
                return false;
            }
            frame += 1L << GroupLink.order(link);
        }
        return true;
    }

    /** Why a group in range and aligned cannot be freed with that order. */
    IllegalStateException notFreeable(long frame, int order) {
        long head = headOf(frame);
        long link = head == FrameAllocator.NO_FRAME ? 0 : linkAcquire(head);
        boolean allocated = GroupLink.state(link) == GroupLink.ALLOCATED;
        return allocated && (head != frame || GroupLink.order(link) != order)
                ? Misuse.wrongOrder(frame, order, GroupLink.order(link))
                : Misuse.alreadyFree(frame);
    }

    /**
     * Checks that the groups below {@code fresh} follow each other without a gap, and that every other link is zero.
     *
     * @param state what is counted
     * @return frames in groups of that state
     */
    long validate(long fresh, long state) {
        long counted = 0;
        long end = 0;
        for (long frame = 0; frame < fresh; frame++) {
            long link = linkAcquire(frame);
            int order = GroupLink.order(link);
            boolean head = GroupLink.state(link) != GroupLink.INSIDE;
            long size = 1L << order;
            if (head != (frame == end)
                    || (!head && link != 0)
                    || order > GroupLink.MAX_ORDER
                    || (frame & (size - 1)) != 0 && head) {
                throw new IllegalStateException("group is not where one can be: frame=" + frame + ", link=0x"
                        + Long.toHexString(link) + ", endOfLastGroup=" + end + ", fresh=" + fresh);
            }
            end = head ? frame + size : end;
            counted += head && GroupLink.state(link) == state ? size : 0;
        }
        if (end > fresh) {
            throw new IllegalStateException("last group ends past the mark: end=" + end + ", fresh=" + fresh);
        }
        return counted;
    }
}
