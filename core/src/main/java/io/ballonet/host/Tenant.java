package io.ballonet.host;

import io.ballonet.guest.Guest;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.unit.PageSize;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Bytes {@code [0, bytes())} under a {@link MemoryBudget}: they read zeros until they are written, and then what was written,
 * wherever the pages behind them are meanwhile.
 *
 * <p><b>Threads:</b> any; calls on one tenant wait for each other, those on several do not. <b>Progress:</b> blocking. A call that
 * finds no page waits until another tenant has given one back.
 *
 * <p><b>Errors:</b> {@link IndexOutOfBoundsException} for bytes that are not the tenant's, {@link IllegalStateException} after
 * {@link #close}, {@link HostOutOfMemoryException} if nobody gave a page back within ten seconds.
 */
public final class Tenant implements AutoCloseable {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final MemoryBudget budget;
    private final Guest guest;
    private final long keptPages;
    private final VirtualCpu cpu;
    private boolean closed;

    Tenant(MemoryBudget budget, Guest guest, long keptPages) {
        this.budget = budget;
        this.guest = guest;
        this.keptPages = keptPages;
        this.cpu = guest.newVirtualCpu(guest.newProcess(guest.name(), guest.pages()));
    }

    /** As {@link MemoryBudget#newTenant} was told. */
    public String name() {
        return guest.name();
    }

    /** Bytes it has, a multiple of 4 KiB, whether or not there are pages behind them. */
    public long bytes() {
        return PageSize.bytesOf(guest.pages());
    }

    /** Bytes with a page behind them now. */
    public synchronized long usedBytes() {
        checkOpen();
        return budget.usedBytes(guest);
    }

    /** Bytes that it has given back to others for now. */
    public synchronized long givenBytes() {
        checkOpen();
        return budget.givenBytes(guest);
    }

    /** Reads 8 bytes in native order; {@code offset} is a multiple of 8. */
    public synchronized long getLong(long offset) {
        checkWord(offset);
        cpu.enter();
        try {
            return cpu.readLong(offset);
        } finally {
            cpu.exit();
        }
    }

    /** Writes 8 bytes in native order; {@code offset} is a multiple of 8. */
    public synchronized void putLong(long offset, long value) {
        checkWord(offset);
        cpu.enter();
        try {
            cpu.writeLong(offset, value);
        } finally {
            cpu.exit();
        }
    }

    /** Fills {@code destination} with what lies from {@code offset} on. */
    public synchronized void get(long offset, byte[] destination) {
        checkRange(offset, destination.length);
        cpu.enter();
        try {
            long at = offset;
            for (int i = 0; i < destination.length; ) {
                if ((at & PageSize.OFFSET_MASK) == 0) {
                    cpu.poll();
                }
                if (isWord(at, destination.length - i)) {
                    LONGS.set(destination, i, cpu.readLong(at));
                    i += Long.BYTES;
                    at += Long.BYTES;
                } else {
                    destination[i++] = cpu.readByte(at++);
                }
            }
        } finally {
            cpu.exit();
        }
    }

    /** Writes all of {@code source} from {@code offset} on. */
    public synchronized void put(long offset, byte[] source) {
        checkRange(offset, source.length);
        cpu.enter();
        try {
            long at = offset;
            for (int i = 0; i < source.length; ) {
                if ((at & PageSize.OFFSET_MASK) == 0) {
                    cpu.poll();
                }
                if (isWord(at, source.length - i)) {
                    cpu.writeLong(at, (long) LONGS.get(source, i));
                    i += Long.BYTES;
                    at += Long.BYTES;
                } else {
                    cpu.writeByte(at++, source[i++]);
                }
            }
        } finally {
            cpu.exit();
        }
    }

    private static boolean isWord(long at, int left) {
        return left >= Long.BYTES && at % Long.BYTES == 0;
    }

    private void checkWord(long offset) {
        checkRange(offset, Long.BYTES);
        if (offset % Long.BYTES != 0) {
            throw new IllegalArgumentException("offset is no multiple of 8: tenant=" + name() + ", offset=" + offset);
        }
    }

    private void checkRange(long offset, int length) {
        checkOpen();
        Objects.checkFromIndexSize(offset, length, bytes());
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("tenant is closed: tenant=" + name());
        }
    }

    /** What it keeps when it has given back all that it can. */
    long keptPages() {
        return keptPages;
    }

    /** Gives every page back and forgets what they held. Idempotent. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            budget.leave(this, guest);
        }
    }
}
