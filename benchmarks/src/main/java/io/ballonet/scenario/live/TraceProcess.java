package io.ballonet.scenario.live;

import io.ballonet.guest.AddressSpace;
import io.ballonet.guest.Guest;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.trace.PageAccess;
import io.ballonet.trace.PageTrace;
import io.ballonet.unit.PageSize;

/**
 * A process that touches what a trace says, on a virtual CPU of its own, and checks every byte that it reads.
 *
 * <p>A page of the trace stands for {@code width} consecutive virtual pages, numbered by first touch; each access touches one
 * 8-byte word of all of them. A write stamps the word with the page's number and a version; a read must find the last stamp
 * (I6), or zeros where nothing was written (I3).
 *
 * <p><b>Threads:</b> one at a time. Replaying allocates nothing.
 */
public final class TraceProcess {
    /** Accesses of the trace between two looks at the clock, over the width. */
    private static final int SLICE = 16_384;

    private final String name;
    private final long[] accesses;
    private final int[] ids;
    private final int width;
    private final int[] versions;
    private final Guest guest;
    private final AddressSpace space;
    private final VirtualCpu cpu;
    private final int slice;
    private int next;

    /**
     * A process of {@code guest} that has touched nothing yet.
     *
     * @param width pages that a page of the trace stands for, at least 1
     */
    public TraceProcess(Guest guest, PageTrace trace, int width) {
        this.name = trace.name();
        this.accesses = trace.accesses();
        this.ids = trace.numbering().ids();
        this.width = width;
        this.versions = new int[Math.multiplyExact(trace.distinctPages(), width)];
        this.slice = Math.max(1, SLICE / width);
        this.guest = guest;
        this.space = guest.newProcess(name, versions.length);
        this.cpu = guest.newVirtualCpu(space);
    }

    /** Virtual pages that the whole trace touches. */
    public long pages() {
        return versions.length;
    }

    /** Writes every page once, in order of first touch. */
    public void touchAll() {
        cpu.enter();
        try {
            for (int page = 0; page < versions.length; page++) {
                write(page);
                cpu.poll();
            }
        } finally {
            cpu.exit();
        }
    }

    /** Replays the trace once, from its beginning. */
    public void playToEnd() {
        next = 0;
        play(accesses.length);
        next = 0;
    }

    /** Replays the next accesses, fewer where the trace ends; from outside the guest, and outside again after. */
    public void playNext(int count) {
        play((int) Math.min(accesses.length, next + (long) count));
    }

    /**
     * Replays the trace again and again, from its beginning, for at least {@code durationNs} and at least twice; the first time
     * only warms up.
     *
     * @return how long each slice of it took on average: what {@link #playUntil} is compared with
     */
    public double[] rehearse(long durationNs) {
        double[] sliceNs = new double[(accesses.length + slice - 1) / slice];
        long start = System.nanoTime();
        playToEnd();
        int passes = 0;
        do {
            for (int i = 0; i < sliceNs.length; i++) {
                long begun = System.nanoTime();
                play(Math.min(accesses.length, next + slice));
                sliceNs[i] += System.nanoTime() - begun;
            }
            next = 0;
            passes++;
        } while (System.nanoTime() - start < durationNs);
        for (int i = 0; i < sliceNs.length; i++) {
            sliceNs[i] /= passes;
        }
        return sliceNs;
    }

    /**
     * What was played, and how long the very same part of the trace took when the guest was alone.
     *
     * @param touches of single pages
     */
    public record Played(long touches, double nanoseconds, double aloneNanoseconds) {
        /** Nothing. */
        public static final Played NOTHING = new Played(0, 0, 0);

        /** Both together. */
        public Played plus(Played other) {
            return new Played(
                    touches + other.touches,
                    nanoseconds + other.nanoseconds,
                    aloneNanoseconds + other.aloneNanoseconds);
        }

        /** Touches a second. */
        public double rate() {
            return touches * 1e9 / Math.max(1, nanoseconds);
        }

        /** Speed against the same guest alone: 1 is as fast. */
        public double speed() {
            return aloneNanoseconds / Math.max(1, nanoseconds);
        }
    }

    /**
     * Replays, round and round, until {@link System#nanoTime} passes {@code deadlineNs}; at least a slice, if that is over.
     *
     * @param aloneNs what {@link #rehearse} gave for the same trace and width
     */
    public Played playUntil(long deadlineNs, double[] aloneNs) {
        long start = System.nanoTime();
        long touches = 0;
        double expectedNs = 0;
        do {
            int from = next;
            play(Math.min(accesses.length, from + slice));
            touches += (next - (long) from) * width;
            expectedNs += aloneNs[from / slice];
            if (next == accesses.length) {
                next = 0;
            }
        } while (System.nanoTime() - deadlineNs < 0);
        return new Played(touches, System.nanoTime() - start, expectedNs);
    }

    /** Touches of one whole replay. */
    public long touchesOfTrace() {
        return (long) accesses.length * width;
    }

    private void play(int to) {
        cpu.enter();
        try {
            for (; next < to; next++) {
                long access = accesses[next];
                int first = ids[next] * width;
                if (PageAccess.isWrite(access)) {
                    for (int page = first; page < first + width; page++) {
                        write(page);
                    }
                } else {
                    for (int page = first; page < first + width; page++) {
                        check(page);
                    }
                }
                cpu.poll();
            }
        } finally {
            cpu.exit();
        }
    }

    private void write(int page) {
        int version = versions[page] + 1;
        versions[page] = version;
        cpu.writeLong(PageSize.bytesOf(page), stamp(page, version));
    }

    private void check(int page) {
        long found = cpu.readLong(PageSize.bytesOf(page));
        if (found != stamp(page, versions[page])) {
            throw new IllegalStateException("I6: a page holds other bytes than were written: trace=" + name + ", vpn="
                    + page + ", found=0x" + Long.toHexString(found) + ", written=0x"
                    + Long.toHexString(stamp(page, versions[page])));
        }
    }

    /** Zero for a page that was never written. */
    private static long stamp(int page, int version) {
        return version == 0 ? 0 : (page + 1L) << Integer.SIZE | Integer.toUnsignedLong(version);
    }

    /** Faults of this process that the guest's kernel handled: first touches, and returns after reclaim. */
    public long guestFaults() {
        return cpu.guestFaults();
    }

    /** PPN of a virtual page, or -1 where it is not mapped. */
    public long ppnOf(int page) {
        return guest.kernel().ppnOf(space, page);
    }

    /** Accesses that walked the page tables. */
    public long tlbMisses() {
        return cpu.tlbMisses();
    }
}
