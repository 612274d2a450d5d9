package io.ballonet.scenario.interference;

import io.ballonet.guest.VirtualCpu;
import io.ballonet.trace.PageAccess;
import io.ballonet.trace.PageTrace;
import io.ballonet.unit.CacheLine;
import io.ballonet.unit.PageSize;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * A virtual CPU that reads and writes random lines of the pages that a trace names, around and around, on a thread of its own.
 *
 * <p>Whoever measures looks at how far it is and how much processor time it has used, so that a window in which another thread or
 * machine had the core counts for what the virtual CPU got of it.
 *
 * <p><b>Concurrency:</b> the thread alone uses the virtual CPU, and publishes its counts every {@value #POLL_EVERY} accesses; any
 * thread reads them. Every read must find zero or the address that a write left there (I3, I6).
 */
final class BusyCpu implements AutoCloseable {
    private static final int POLL_EVERY = 64;
    private static final int LINES_PER_PAGE = PageSize.BYTES / CacheLine.BYTES;
    /* Far enough apart from what lies beside the array. */
    private static final int ACCESSES = 16;
    private static final int MISSES = 32;
    private static final int SLOTS = 48;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final VirtualCpu cpu;
    private final long[] addresses;
    private final AtomicLongArray published = new AtomicLongArray(SLOTS);
    private final Thread thread;
    private volatile boolean stopped;
    private volatile @Nullable RuntimeException failure;

    /**
     * Starts.
     *
     * @param trace of pages of the process, whose length is a multiple of {@value #POLL_EVERY}
     */
    BusyCpu(VirtualCpu cpu, PageTrace trace, long seed) {
        this.cpu = cpu;
        this.addresses = addresses(trace, new SplittableRandom(seed));
        this.thread = new Thread(this::run, "busy-virtual-cpu");
        thread.setDaemon(true);
        thread.start();
    }

    /** Bit 0 says that it writes. */
    private static long[] addresses(PageTrace trace, SplittableRandom random) {
        long[] addresses = new long[trace.length() / POLL_EVERY * POLL_EVERY];
        for (int i = 0; i < addresses.length; i++) {
            long access = trace.accesses()[i];
            addresses[i] = PageSize.bytesOf(PageAccess.page(access))
                    + (long) random.nextInt(LINES_PER_PAGE) * CacheLine.BYTES
                    + PageAccess.writeBit(access);
        }
        return addresses;
    }

    private void run() {
        long accesses = 0;
        try {
            cpu.enter();
            try {
                for (int next = 0; !stopped; next = next + POLL_EVERY == addresses.length ? 0 : next + POLL_EVERY) {
                    access(next);
                    cpu.poll();
                    accesses += POLL_EVERY;
                    published.setOpaque(ACCESSES, accesses);
                    published.setOpaque(MISSES, cpu.tlbMisses());
                }
            } finally {
                cpu.exit();
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void access(int from) {
        for (int i = from; i < from + POLL_EVERY; i++) {
            long address = addresses[i];
            long va = address & -CacheLine.BYTES;
            if (address != va) {
                cpu.writeLong(va, address);
            } else {
                long found = cpu.readLong(va);
                if (found != 0 && found != va + 1) {
                    throw new IllegalStateException("I6: a line holds what was not written there: va=0x"
                            + Long.toHexString(va) + ", found=0x" + Long.toHexString(found));
                }
            }
        }
    }

    /**
     * How far it is.
     *
     * @param accesses since it started
     * @param misses those of them that walked the tables
     * @param cpuNs processor time that it has used
     */
    record Position(long accesses, long misses, long cpuNs) {
        Position since(Position earlier) {
            return new Position(accesses - earlier.accesses, misses - earlier.misses, cpuNs - earlier.cpuNs);
        }

        double nsPerAccess() {
            return (double) cpuNs / accesses;
        }
    }

    /**
     * Where it is now.
     *
     * @throws IllegalStateException if it has failed
     */
    Position position() {
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
        return new Position(
                published.getOpaque(ACCESSES),
                published.getOpaque(MISSES),
                THREADS.getThreadCpuTime(thread.threadId()));
    }

    @Override
    public void close() {
        stopped = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
