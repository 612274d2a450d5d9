package io.ballonet.guest;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The guest's swap: slots of one page in a real file, which is deleted when the guest stops.
 *
 * <p><b>Threads:</b> under the kernel lock, since one buffer serves every transfer. Blocks on the file.
 */
final class GuestSwap implements AutoCloseable {
    static final long NO_SLOT = FrameAllocator.NO_FRAME;

    private final Path file;
    private final FileChannel channel;
    private final FrameAllocator slots;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(PageSize.BYTES);
    private final long bufferAddress = MemorySegment.ofBuffer(buffer).address();
    private long reads;
    private long writes;

    /**
     * An empty swap file.
     *
     * @param directory where the file is made
     * @param pages its slots, at least 1
     */
    GuestSwap(Path directory, long pages) {
        try {
            file = Files.createTempFile(directory, "ballonet-guest-", ".swap");
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the guest's swap file: directory=" + directory, e);
        }
        slots = FrameAllocators.BITMAP.create(pages, 1);
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

    /** Address of the page that {@link #read} fills and {@link #write} takes. */
    long bufferAddress() {
        return bufferAddress;
    }

    /** Reads a slot into the buffer. */
    void read(long slot) {
        try {
            buffer.clear();
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, PageSize.bytesOf(slot) + buffer.position()) < 0) {
                    throw new IOException("swap file is shorter than its slots: slot=" + slot);
                }
            }
            reads++;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read guest swap: slot=" + slot, e);
        }
    }

    /** Writes the buffer to a slot. */
    void write(long slot) {
        try {
            buffer.clear();
            while (buffer.hasRemaining()) {
                channel.write(buffer, PageSize.bytesOf(slot) + buffer.position());
            }
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
        Words.copy(pageAddress, bufferAddress, PageSize.BYTES);
    }

    void copyOut(long pageAddress) {
        Words.copy(bufferAddress, pageAddress, PageSize.BYTES);
    }

    @Override
    public void close() {
        slots.close();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the guest's swap file", e);
        }
    }
}
