package io.ballonet.trace.policy;

import io.ballonet.trace.PageAccess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The policies as their definitions read, with lists and searches, to hold the quick ones against. */
final class ReferencePolicies {
    private ReferencePolicies() {}

    /** A page in a frame. */
    private static final class Frame {
        long page;
        boolean isReferenced;

        Frame(long page, boolean isReferenced) {
            this.page = page;
            this.isReferenced = isReferenced;
        }
    }

    /** Misses and write-backs after one access. */
    record Counts(long misses, long writebacks) {}

    static List<Counts> play(String policy, long[] accesses, int capacity) {
        if (ReferenceQueues.has(policy)) {
            return play(ReferenceQueues.of(policy, capacity), accesses);
        }
        List<Frame> frames = new ArrayList<>();
        Set<Long> dirty = new HashSet<>();
        List<Counts> counts = new ArrayList<>();
        int hand = 0;
        long misses = 0;
        long writebacks = 0;
        for (int t = 0; t < accesses.length; t++) {
            long page = PageAccess.page(accesses[t]);
            Frame hit = frames.stream()
                    .filter(frame -> frame.page == page)
                    .findFirst()
                    .orElse(null);
            if (hit != null) {
                hit.isReferenced = true;
                if (policy.equals("lru")) {
                    frames.remove(hit);
                    frames.add(hit);
                }
            } else {
                misses++;
                Frame loaded = new Frame(page, policy.equals("clock1"));
                if (frames.size() < capacity) {
                    frames.add(loaded);
                } else {
                    int victim = 0;
                    if (policy.equals("opt")) {
                        victim = farthest(frames, accesses, t);
                    } else if (policy.startsWith("clock")) {
                        while (frames.get(hand).isReferenced) {
                            frames.get(hand).isReferenced = false;
                            hand = (hand + 1) % capacity;
                        }
                        victim = hand;
                        hand = (hand + 1) % capacity;
                    }
                    if (dirty.remove(frames.get(victim).page)) {
                        writebacks++;
                    }
                    if (policy.startsWith("clock")) {
                        frames.set(victim, loaded);
                    } else {
                        frames.remove(victim);
                        frames.add(loaded);
                    }
                }
            }
            if (PageAccess.isWrite(accesses[t])) {
                dirty.add(page);
            }
            counts.add(new Counts(misses, policy.equals("opt") ? ReplayPolicy.NO_WRITEBACKS : writebacks));
        }
        return counts;
    }

    private static List<Counts> play(ReferenceQueues policy, long[] accesses) {
        Set<Long> dirty = new HashSet<>();
        List<Counts> counts = new ArrayList<>();
        long misses = 0;
        long writebacks = 0;
        for (long access : accesses) {
            misses += policy.hits(PageAccess.page(access)) ? 0 : 1;
            writebacks += dirty.remove(policy.evicted) ? 1 : 0;
            if (PageAccess.isWrite(access)) {
                dirty.add(PageAccess.page(access));
            }
            counts.add(new Counts(misses, writebacks));
        }
        return counts;
    }

    private static int farthest(List<Frame> frames, long[] accesses, int now) {
        int victim = 0;
        int farthest = -1;
        for (int frame = 0; frame < frames.size(); frame++) {
            int next = now + 1;
            while (next < accesses.length && PageAccess.page(accesses[next]) != frames.get(frame).page) {
                next++;
            }
            if (next > farthest) {
                farthest = next;
                victim = frame;
            }
        }
        return victim;
    }
}
