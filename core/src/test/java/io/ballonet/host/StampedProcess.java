package io.ballonet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ballonet.guest.AddressSpace;
import io.ballonet.guest.Guest;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.unit.PageSize;
import java.util.SplittableRandom;

/**
 * A process, the virtual CPU that runs it, and a plain-Java reference of what each of its pages must contain: a word at the
 * start, another at the end, and zeros in between (I3, I6).
 *
 * <p><b>Threads:</b> one.
 */
final class StampedProcess implements AutoCloseable {
    private static final long LAST_WORD = PageSize.BYTES - Long.BYTES;
    private static final long MIDDLE = PageSize.BYTES / 2;

    private final AddressSpace space;
    private final VirtualCpu cpu;
    private final long[] stamps;
    private long nextStamp;

    StampedProcess(Guest guest, int pages) {
        space = guest.newProcess("stamped", pages);
        cpu = guest.newVirtualCpu(space);
        stamps = new long[pages];
        nextStamp = (long) guest.id() << 48 | 1;
    }

    VirtualCpu cpu() {
        return cpu;
    }

    AddressSpace space() {
        return space;
    }

    /** Reads, checks and half the time writes {@code accesses} random pages, one visit inside the guest. */
    void touch(SplittableRandom random, int accesses, String where) {
        cpu.enter();
        try {
            touchInside(random, accesses, where);
        } finally {
            cpu.exit();
        }
    }

    /** The same for a virtual CPU that is inside already. */
    void touchInside(SplittableRandom random, int accesses, String where) {
        for (int i = 0; i < accesses; i++) {
            int page = random.nextInt(stamps.length);
            if (random.nextBoolean()) {
                check(page, where);
            } else {
                write(page);
            }
            cpu.poll();
        }
    }

    /** The same for a guest that has only itself to blame for what it reads. */
    void touchUnchecked(SplittableRandom random, int accesses) {
        cpu.enter();
        for (int i = 0; i < accesses; i++) {
            cpu.writeLong(PageSize.bytesOf(random.nextInt(stamps.length)), nextStamp++);
            cpu.poll();
        }
        cpu.exit();
    }

    void write(int page) {
        long stamp = nextStamp++;
        long va = PageSize.bytesOf(page);
        cpu.writeLong(va, stamp);
        cpu.writeLong(va + LAST_WORD, -stamp);
        stamps[page] = stamp;
    }

    void check(int page, String where) {
        long va = PageSize.bytesOf(page);
        assertEquals(stamps[page], cpu.readLong(va), () -> "I6: first word of page " + page + ", " + where);
        assertEquals(0, cpu.readLong(va + MIDDLE), () -> "I3: middle of page " + page + ", " + where);
        assertEquals(-stamps[page], cpu.readLong(va + LAST_WORD), () -> "I6: last word of page " + page + ", " + where);
    }

    /** Writes every page. */
    void writeAll() {
        cpu.enter();
        for (int page = 0; page < stamps.length; page++) {
            write(page);
            cpu.poll();
        }
        cpu.exit();
    }

    /** Reads and checks every page. */
    void checkAll(String where) {
        cpu.enter();
        try {
            for (int page = 0; page < stamps.length; page++) {
                check(page, where);
                cpu.poll();
            }
        } finally {
            cpu.exit();
        }
    }

    @Override
    public void close() {
        cpu.exit();
    }
}
