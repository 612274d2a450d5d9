package io.ballonet.peer.alloc;

import io.ballonet.unit.PageSize;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * {@code mimalloc}: {@code mi_malloc}, or {@code mi_malloc_aligned} where that was not aligned, and {@code mi_free}.
 *
 * <p>It cuts these sizes from slices that are aligned to 64 KiB, so that {@code mi_malloc} gives aligned groups.
 * {@code mi_malloc_aligned} of version 2.0 takes twice the memory for each, to cut the alignment out of; {@code
 * mi_free_size_aligned} freed no faster than {@code mi_free}.
 */
public final class Mimalloc extends Peer {
    private static final NativeLibrary LIBRARY =
            new NativeLibrary("libmimalloc2.0", "libmimalloc.so.2", "libmimalloc.so.2.0");

    /** For the registry. */
    public Mimalloc() {
        super(
                "mimalloc",
                "a free list a page and thread, sharded by who frees, called through the foreign function API",
                "Leijen, Zorn, de Moura, Mimalloc: Free List Sharding in Action, APLAS 2019");
    }

    @Override
    public Optional<String> unavailable() {
        return LIBRARY.unavailable();
    }

    @Override
    PeerAllocator make(long frames, int cores) {
        return new Allocator(frames, cores);
    }

    private static final class Allocator extends AddressAllocator {
        private static final MethodHandle MALLOC = LIBRARY.function("mi_malloc", NativeLibrary.ONE_ARGUMENT);
        private static final MethodHandle MALLOC_ALIGNED =
                LIBRARY.function("mi_malloc_aligned", NativeLibrary.TWO_ARGUMENTS);
        private static final MethodHandle FREE = LIBRARY.function("mi_free", NativeLibrary.NO_RESULT);

        Allocator(long frames, int cores) {
            super("mimalloc", frames, cores, PageSize.SHIFT);
        }

        @Override
        long acquire(int order) {
            try {
                long address = (long) MALLOC.invokeExact(bytes(order));
                if (isPageAligned(address)) {
                    return address;
                }
                FREE.invokeExact(address);
                return (long) MALLOC_ALIGNED.invokeExact(bytes(order), (long) PageSize.BYTES);
            } catch (Throwable e) {
                throw NativeLibrary.unexpected(e);
            }
        }

        @Override
        void release(long address) {
            try {
                FREE.invokeExact(address);
            } catch (Throwable e) {
                throw NativeLibrary.unexpected(e);
            }
        }
    }
}
