package io.ballonet.guest;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The guest's swap: slots of one page in a real file, which has lost its name as soon as it is open, so that it goes with the
 * process however that ends.
 *
 * <p>Not a file channel: one closes for good when the thread that uses it is interrupted, and with it every page that is
 * swapped out would be lost (I6).
 *
 * <p><b>Threads:</b> under the kernel lock, since one buffer serves every transfer. Blocks on the file; an interrupt neither
 * shortens nor fails a transfer.
 */
final class GuestSwap implements AutoCloseable {
    static final long NO_SLOT = FrameAllocator.NO_FRAME;

    private final RandomAccessFile file;
    private final FrameAllocator slots;
    private final byte[] buffer = new byte[PageSize.BYTES];
    private final MemorySegment bufferSegment = MemorySegment.ofArray(buffer);
    private long reads;
    private long writes;

    /**
     * An empty swap file.
     *
     * @param directory where the file is made
     * @param pages its slots, at least 1
     */
    GuestSwap(Path directory, long pages) {
        this(open(directory), pages);
    }

    /** Swap in a file that is open, of which this becomes the owner. */
    GuestSwap(RandomAccessFile file, long pages) {
        this.file = file;
        this.slots = FrameAllocators.BITMAP.create(pages, 1);
    }

    private static RandomAccessFile open(Path directory) {
        try {
            Path path = Files.createTempFile(directory, "ballonet-guest-", ".swap");
            try {
                return new RandomAccessFile(path.toFile(), "rw");
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the guest's swap file: directory=" + directory, e);
        }
    }

    /** A slot, or {@link #NO_SLOT} where swap is full. */
    long allocate() {
        return slots.allocate(0, 0);
    }

    void free(long slot) {
        slots.free(slot, 0, 0);
    }

    long freeSlots() {
        return slots.freeFrames();
    }

    /** Reads a slot into the buffer. */
    void read(long slot) {
        try {
            file.seek(PageSize.bytesOf(slot));
            file.readFully(buffer);
            reads++;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read guest swap: slot=" + slot, e);
        }
    }

    /** Writes the buffer to a slot. */
    void write(long slot) {
        try {
            file.seek(PageSize.bytesOf(slot));
            file.write(buffer);
            writes++;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write guest swap: slot=" + slot, e);
        }
    }

    long reads() {
        return reads;
    }

    long writes() {
        return writes;
    }

    void copyIn(long pageAddress) {
        MemorySegment.copy(Words.ADDRESS_SPACE, pageAddress, bufferSegment, 0, PageSize.BYTES);
    }

    void copyOut(long pageAddress) {
        MemorySegment.copy(bufferSegment, 0, Words.ADDRESS_SPACE, pageAddress, PageSize.BYTES);
    }

    @Override
    public void close() {
        slots.close();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the guest's swap file", e);
        }
    }
}
