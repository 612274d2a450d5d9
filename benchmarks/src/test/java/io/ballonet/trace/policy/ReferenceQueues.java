package io.ballonet.trace.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The policies of several queues as their definitions read: lists from oldest to newest, found by search. */
abstract class ReferenceQueues {
    final int capacity;
    /** The page that the last access evicted, or -1. */
    long evicted;

    private ReferenceQueues(int capacity) {
        this.capacity = capacity;
    }

    static boolean has(String policy) {
        return Set.of("sieve", "s3fifo", "2q", "arc", "lirs").contains(policy);
    }

    static ReferenceQueues of(String policy, int capacity) {
        return switch (policy) {
            case "sieve" -> new Sieve(capacity);
            case "s3fifo" -> new S3Fifo(capacity);
            case "2q" -> new TwoQueue(capacity);
            case "arc" -> new Arc(capacity);
            case "lirs" -> new Lirs(capacity);
            default -> throw new IllegalArgumentException("policy=" + policy);
        };
    }

    /** Accesses a page; true if it was in a frame. */
    final boolean hits(long page) {
        evicted = -1;
        return access(page);
    }

    abstract boolean access(long page);

    private static void moveToEnd(List<Long> list, Long page) {
        list.remove(page);
        list.add(page);
    }

    private static void trim(List<Long> list, int most) {
        while (list.size() > most) {
            list.removeFirst();
        }
    }

    private static final class Sieve extends ReferenceQueues {
        private final List<Long> pages = new ArrayList<>();
        private final Set<Long> visited = new HashSet<>();
        private int hand;

        Sieve(int capacity) {
            super(capacity);
        }

        @Override
        boolean access(long page) {
            if (pages.contains(page)) {
                visited.add(page);
                return true;
            }
            if (pages.size() == capacity) {
                while (visited.remove(pages.get(hand % capacity))) {
                    hand = (hand + 1) % capacity;
                }
                evicted = pages.remove(hand);
                // The next newer page has moved to this place; past the newest the hand starts over at the oldest.
                hand = hand == capacity - 1 ? 0 : hand;
            }
            pages.add(page);
            return false;
        }
    }

    private static final class S3Fifo extends ReferenceQueues {
        private final List<Long> small = new ArrayList<>();
        private final List<Long> main = new ArrayList<>();
        private final List<Long> ghosts = new ArrayList<>();
        private final Map<Long, Integer> hits = new HashMap<>();
        private final int mainCapacity;

        S3Fifo(int capacity) {
            super(capacity);
            mainCapacity = capacity - capacity / 10;
        }

        @Override
        boolean access(long page) {
            if (small.contains(page) || main.contains(page)) {
                hits.merge(page, 1, Integer::sum);
                return true;
            }
            boolean wasGhost = ghosts.remove(page);
            while (small.size() + main.size() == capacity) {
                if (main.size() > mainCapacity || small.isEmpty()) {
                    fromMain();
                } else {
                    fromSmall();
                }
            }
            (wasGhost ? main : small).add(page);
            hits.put(page, 0);
            return false;
        }

        private void fromSmall() {
            while (!small.isEmpty()) {
                long page = small.removeFirst();
                if (hits.getOrDefault(page, 0) < 2) {
                    evicted = page;
                    ghosts.add(page);
                    trim(ghosts, 9 * capacity / 10);
                    return;
                }
                main.add(page);
                hits.put(page, 0);
            }
        }

        private void fromMain() {
            while (true) {
                long page = main.removeFirst();
                int count = hits.getOrDefault(page, 0);
                if (count == 0) {
                    evicted = page;
                    return;
                }
                main.add(page);
                hits.put(page, Math.min(count, 3) - 1);
            }
        }
    }

    private static final class TwoQueue extends ReferenceQueues {
        private final List<Long> a1in = new ArrayList<>();
        private final List<Long> a1out = new ArrayList<>();
        private final List<Long> am = new ArrayList<>();

        TwoQueue(int capacity) {
            super(capacity);
        }

        @Override
        boolean access(long page) {
            if (am.contains(page)) {
                moveToEnd(am, page);
                return true;
            }
            if (a1in.contains(page)) {
                return true;
            }
            boolean returns = a1out.remove(page);
            if (a1in.size() + am.size() == capacity) {
                if (a1in.size() > capacity / 4) {
                    evicted = a1in.removeFirst();
                    a1out.add(evicted);
                    trim(a1out, capacity / 2);
                } else {
                    evicted = am.removeFirst();
                }
            }
            (returns ? am : a1in).add(page);
            return false;
        }
    }

    private static final class Arc extends ReferenceQueues {
        private final List<Long> t1 = new ArrayList<>();
        private final List<Long> t2 = new ArrayList<>();
        private final List<Long> b1 = new ArrayList<>();
        private final List<Long> b2 = new ArrayList<>();
        private double p;

        Arc(int capacity) {
            super(capacity);
        }

        @Override
        boolean access(long page) {
            if (t1.remove(page) || t2.remove(page)) {
                t2.add(page);
                return true;
            }
            if (b1.contains(page)) {
                p = Math.min(capacity, p + Math.max(1.0, (double) b2.size() / b1.size()));
                replace(false);
                b1.remove(page);
                t2.add(page);
            } else if (b2.contains(page)) {
                p = Math.max(0, p - Math.max(1.0, (double) b1.size() / b2.size()));
                replace(true);
                b2.remove(page);
                t2.add(page);
            } else {
                makeRoom();
                t1.add(page);
            }
            return false;
        }

        private void makeRoom() {
            int l1 = t1.size() + b1.size();
            int all = l1 + t2.size() + b2.size();
            if (l1 == capacity) {
                if (t1.size() < capacity) {
                    b1.removeFirst();
                    replace(false);
                } else {
                    evicted = t1.removeFirst();
                }
            } else if (all >= capacity) {
                if (all == 2 * capacity) {
                    b2.removeFirst();
                }
                replace(false);
            }
        }

        private void replace(boolean isInB2) {
            boolean takesT1 = !t1.isEmpty() && (t1.size() > p || (isInB2 && t1.size() == p));
            if (takesT1 || t2.isEmpty()) {
                evicted = t1.removeFirst();
                b1.add(evicted);
            } else {
                evicted = t2.removeFirst();
                b2.add(evicted);
            }
        }
    }

    private static final class Lirs extends ReferenceQueues {
        private final List<Long> stack = new ArrayList<>();
        private final List<Long> queue = new ArrayList<>();
        private final List<Long> gone = new ArrayList<>();
        private final Set<Long> lir = new HashSet<>();
        private final int mostLir;

        Lirs(int capacity) {
            super(capacity);
            mostLir = capacity - Math.max(1, capacity / 100);
        }

        @Override
        boolean access(long page) {
            boolean isOnStack = stack.contains(page);
            boolean isResident = lir.contains(page) || queue.contains(page);
            gone.remove(page);
            if (!isResident && lir.size() + queue.size() == capacity) {
                evicted = queue.removeFirst();
                if (stack.contains(evicted)) {
                    gone.add(evicted);
                }
            }
            moveToEnd(stack, page);
            if (lir.contains(page)) {
                prune();
                return true;
            }
            queue.remove(page);
            if (isOnStack || (!isResident && lir.size() < mostLir)) {
                lir.add(page);
                if (lir.size() > mostLir) {
                    prune();
                    long demoted = stack.removeFirst();
                    lir.remove(demoted);
                    queue.add(demoted);
                }
                prune();
            } else {
                queue.add(page);
            }
            if (stack.size() > 2 * capacity && !gone.isEmpty()) {
                stack.remove(gone.removeFirst());
            }
            return isResident;
        }

        private void prune() {
            while (!stack.isEmpty() && !lir.contains(stack.getFirst())) {
                gone.remove(stack.removeFirst());
            }
        }
    }
}
