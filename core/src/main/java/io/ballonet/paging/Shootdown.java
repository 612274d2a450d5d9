package io.ballonet.paging;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.unit.Backoff;
import io.ballonet.unit.CacheLine;
import org.jspecify.annotations.Nullable;

/**
 * Quiescent-state based shootdown for the virtual CPUs of one guest (I2).
 *
 * <p>Whoever revokes mappings changes the entries and then calls {@link #begin}: the generation it returns is complete when
 * every participant is outside the guest or has polled since, having dropped its translations. Any number of revocations
 * share one generation, and generations are pipelined: nobody needs to wait for one before beginning the next.
 *
 * <pre>
 *  offset 0        generation (read by all, written by revokers)
 *  offset 128      log of the last 16 generations, a word each: generation (28 bits), virtual page + 1 or 0 for all (36 bits)
 *  offset 256 + 128 i  state of participant i: 0 outside, else the generation it last saw (one writer)
 * </pre>
 *
 * <p>A generation about a single page is written to the log, so that a participant that is only a few behind forgets those
 * pages and keeps the rest; where the log does not say, it forgets everything.
 *
 * <p><b>Concurrency:</b> entering stores the state, fences, and reads the generation; revoking changes the entry, fences, and
 * reads the states. So either the revoker sees the participant inside and waits for its poll, or the participant sees the
 * changed entry (Dekker). Participants are wait-free; {@link #begin} and {@link #isComplete} are wait-free;
 * {@link #await} blocks, with a bound.
 */
public final class Shootdown implements AutoCloseable {
    private static final long OUTSIDE = 0;

    private static final int LOG_ENTRIES = 16;
    private static final long LOG_OFFSET = CacheLine.SPACING;
    private static final long STATES_OFFSET = LOG_OFFSET + LOG_ENTRIES * (long) Long.BYTES;
    private static final int LOG_PAGE_BITS = 36;
    private static final long LOG_PAGE_MASK = (1L << LOG_PAGE_BITS) - 1;
    private static final long EVERYTHING = -1;

    private final Region region;
    private final long generationAddress;
    private final Participant[] participants;
    private volatile int registered;

    /** Nobody takes part yet. */
    public Shootdown(int maxParticipants) {
        this(Region.map(bytesFor(maxParticipants)), 0, maxParticipants);
    }

    /** The same at {@code offset} in zeroed memory, of which it becomes the owner. */
    Shootdown(Region region, long offset, int maxParticipants) {
        this.region = region;
        this.generationAddress = region.address() + offset;
        this.participants = new Participant[maxParticipants];
        Words.setVolatile(generationAddress, 1);
    }

    static long bytesFor(int maxParticipants) {
        return STATES_OFFSET + (long) maxParticipants * CacheLine.SPACING;
    }

    /** Adds a participant, outside the guest. */
    public synchronized Participant register(String name) {
        int index = registered;
        if (index == participants.length) {
            throw new IllegalStateException("too many participants: max=" + participants.length + ", name=" + name);
        }
        Participant participant =
                new Participant(name, generationAddress + STATES_OFFSET + (long) index * CacheLine.SPACING);
        participants[index] = participant;
        registered = index + 1; // publishes the array element
        return participant;
    }

    /** Begins a grace period for everything the caller revoked before; the generation to wait for. */
    public long begin() {
        return begin(EVERYTHING);
    }

    /** The same where the caller revoked a single virtual page. */
    public long begin(long vpn) {
        long generation = Words.getAndAdd(generationAddress, 1) + 1; // a full fence; pairs with enter and isBehind
        Words.setRelease(logAddress(generation), logWord(generation, vpn)); // pairs with catchUp
        return generation;
    }

    private long logAddress(long generation) {
        return generationAddress + LOG_OFFSET + ((generation & LOG_ENTRIES - 1) << 3);
    }

    /* One word, so that a writer who comes late can spoil an entry but never mix two: a spoilt one reads as everything. */
    private static long logWord(long generation, long vpn) {
        return generation << LOG_PAGE_BITS | vpn + 1;
    }

    /** Drops from {@code tlb} what the generations after {@code seen}, up to {@code now}, revoked. */
    private void catchUp(long seen, long now, SoftTlb tlb) {
        if (now - seen <= LOG_ENTRIES / 2) {
            long generation = seen + 1;
            for (; generation <= now; generation++) {
                long word = Words.getAcquire(logAddress(generation)); // pairs with begin
                long vpn = (word & LOG_PAGE_MASK) - 1;
                if (vpn == EVERYTHING || word != logWord(generation, vpn)) {
                    break;
                }
                tlb.dropPage(vpn);
            }
            if (generation > now) {
                return;
            }
        }
        tlb.drop();
    }

    /** True if nobody can still use what was revoked before {@code begin} returned {@code generation}. */
    public boolean isComplete(long generation) {
        return laggard(generation) == null;
    }

    /** Name of a participant that the generation waits for, or null if it is complete. */
    public @Nullable String laggard(long generation) {
        int n = registered;
        for (int i = 0; i < n; i++) {
            long seen = Words.getAcquire(participants[i].state); // pairs with the release stores of Participant
            if (seen != OUTSIDE && seen < generation) {
                return participants[i].name;
            }
        }
        return null;
    }

    /**
     * Waits until {@code generation} is complete: spins, then yields, then parks. The caller must be outside the guest.
     *
     * @return null, or after {@code timeoutNs} the name of a participant that does not poll
     */
    public @Nullable String await(long generation, long timeoutNs) {
        String laggard = laggard(generation);
        if (laggard == null) {
            return null;
        }
        long start = System.nanoTime();
        for (int tries = 0; ; tries++) {
            laggard = laggard(generation);
            if (laggard == null || System.nanoTime() - start > timeoutNs) {
                return laggard;
            }
            Backoff.pause(tries);
        }
    }

    /** Participants so far. */
    public int participants() {
        return registered;
    }

    @Override
    public void close() {
        region.close();
    }

    /** One virtual CPU, or one thread of the guest's kernel that reads pages. Used by one thread at a time. */
    public final class Participant {
        private final String name;
        private final long state;
        private long seen;

        private Participant(String name, long state) {
            this.name = name;
            this.state = state;
        }

        public String name() {
            return name;
        }

        /** Goes inside the guest; translations that were revoked meanwhile are dropped from {@code tlb}. */
        public void enter(SoftTlb tlb) {
            long before = seen;
            enter();
            if (seen != before) {
                catchUp(before, seen, tlb);
            }
        }

        /** Goes inside the guest without a TLB. */
        public void enter() {
            long generation = Words.getAcquire(generationAddress);
            for (; ; ) {
                Words.set(state, generation);
                Words.fullFence(); // pairs with begin: state before entries here, entries before states there
                long now = Words.getAcquire(generationAddress);
                if (now == generation) {
                    break;
                }
                generation = now;
            }
            seen = generation;
        }

        /**
         * Drops revoked translations and says so, if a shootdown has begun since the last look; true if it had.
         * No access may span the call.
         */
        public boolean poll(SoftTlb tlb) {
            long generation = Words.getAcquire(generationAddress); // pairs with begin
            if (generation == seen) {
                return false;
            }
            catchUp(seen, generation, tlb);
            seen = generation;
            Words.setRelease(state, generation); // earlier accesses are done; pairs with laggard
            return true;
        }

        /** Goes outside: accesses are done, and none follows until {@link #enter}. */
        public void exit() {
            Words.setRelease(state, OUTSIDE); // pairs with laggard
        }

        public boolean isInside() {
            return Words.get(state) != OUTSIDE;
        }
    }
}
