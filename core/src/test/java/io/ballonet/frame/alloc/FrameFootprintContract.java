package io.ballonet.frame.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link FrameAllocator} promises of its own memory; part of the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FrameFootprintContract {
    private static final int CORES = 3;
    private static final long FIXED_METADATA_BYTES = 16 * 1024;

    /** Resident after creation and first use: a little for each huge frame, and what the JVM itself grows by meanwhile. */
    private static final double MOST_RESIDENT_BYTES_PER_FRAME = 1.0 / 64;

    private static final long RESIDENT_BYTES_OF_THE_JVM = 16 << 20;
    private static final int ATTEMPTS = 4;
    private static final Path STATUS = Path.of("/proc/self/status");

    /** The factory under test. */
    abstract FrameAllocatorFactory factory();

    abstract long supportedFrames();

    abstract double mostMetadataBytesPerFrame();

    @ParameterizedTest
    @ValueSource(longs = {1, 512, 100_000, 1L << 24, 1L << 28, 1L << 31, 1L << 32})
    void metadataIsSmall(long frames) {
        try (FrameAllocator allocator = createIfSupported(frames)) {
            double bound = frames * mostMetadataBytesPerFrame() + FIXED_METADATA_BYTES;
            assertTrue(
                    allocator.metadataBytes() <= bound,
                    () -> "metadataBytes=" + allocator.metadataBytes() + ", bound=" + bound + ", frames=" + frames);
            allocator.free(allocator.allocate(0, 0), 0, 0);
        }
    }

    /** 1 TiB and 16 TiB of frames: creation and first use touch little. */
    @ParameterizedTest
    @ValueSource(longs = {1L << 28, 1L << 32})
    void metadataThatIsNotUsedIsNotTouched(long frames) throws IOException {
        assumeTrue(Files.isReadable(STATUS), "needs Linux");
        double bound = frames * MOST_RESIDENT_BYTES_PER_FRAME + RESIDENT_BYTES_OF_THE_JVM;
        long least = Long.MAX_VALUE;
        // What else grows in the process only adds, so that the least of some attempts is nearest to the truth.
        for (int attempt = 0; attempt < ATTEMPTS && least > bound; attempt++) {
            long before = residentBytes();
            try (FrameAllocator allocator = createIfSupported(frames)) {
                useAllOrders(allocator);
                least = Math.min(least, residentBytes() - before);
            }
        }
        assertTrue(least <= bound, "resident bytes: least=" + least + ", bound=" + bound + ", frames=" + frames);
    }

    private FrameAllocator createIfSupported(long frames) {
        try {
            return factory().create(frames, CORES);
        } catch (IllegalArgumentException e) {
            assumeTrue(frames <= supportedFrames(), e.getMessage());
            throw e;
        }
    }

    private static void useAllOrders(FrameAllocator allocator) {
        long last = allocator.frames() - 1;
        assertTrue(allocator.isFree(last));
        for (int order = 0; order <= allocator.maxOrder(); order++) {
            for (int core = 0; core < CORES; core++) {
                long frame = allocator.allocate(order, core);
                assertTrue(frame >= 0 && frame <= last, "frame=" + frame);
                assertTrue(!allocator.isFree(frame), "frame=" + frame);
                allocator.free(frame, order, core);
                assertTrue(allocator.isFree(frame), "frame=" + frame);
            }
        }
        assertEquals(last + 1, allocator.frames());
    }

    private static long residentBytes() throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("RssAnon:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        throw new IOException("no RssAnon: file=" + STATUS);
    }
}
