package io.ballonet.peer.alloc;

import io.ballonet.unit.PageSize;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * {@code jemalloc}: {@code malloc} or {@code aligned_alloc}, and {@code free}, of its own library.
 *
 * <p>Orders 0 and 1 are size classes that it cuts from page-aligned slabs, so that {@code malloc} gives aligned groups and its
 * fast path serves them: 13 ns a pair where {@code aligned_alloc} took 23, and {@code sdallocx} freed no faster than
 * {@code free}. Larger classes begin at a random cache line of their first page, so that there only {@code aligned_alloc} will
 * do, which the thread caches do not serve.
 */
public final class Jemalloc extends Peer {
    private static final NativeLibrary LIBRARY = new NativeLibrary("libjemalloc2", "libjemalloc.so.2");

    /** For the registry. */
    public Jemalloc() {
        super(
                "jemalloc",
                "size classes in slabs of arenas, a cache for each thread, called through the foreign function API",
                "Evans, A Scalable Concurrent malloc(3) Implementation for FreeBSD, BSDCan 2006");
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
        private static final int MOST_ALIGNED_ORDER = 1;

        private static final MethodHandle MALLOC = LIBRARY.function("malloc", NativeLibrary.ONE_ARGUMENT);
        private static final MethodHandle ALIGNED_ALLOC =
                LIBRARY.function("aligned_alloc", NativeLibrary.TWO_ARGUMENTS);
        private static final MethodHandle FREE = LIBRARY.function("free", NativeLibrary.NO_RESULT);

        Allocator(long frames, int cores) {
            super("jemalloc", frames, cores, PageSize.SHIFT);
        }

        @Override
        long acquire(int order) {
            try {
                if (order <= MOST_ALIGNED_ORDER) {
                    long address = (long) MALLOC.invokeExact(bytes(order));
                    if (isPageAligned(address)) {
                        return address;
                    }
                    FREE.invokeExact(address);
                }
                return (long) ALIGNED_ALLOC.invokeExact((long) PageSize.BYTES, bytes(order));
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
