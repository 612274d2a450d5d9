package io.ballonet.peer.alloc;

import io.ballonet.unit.PageSize;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** {@code glibc}: {@code aligned_alloc} to 4 KiB, and {@code free}, of the C library that the JVM runs on. */
public final class Glibc extends Peer {
    private static final NativeLibrary LIBRARY = new NativeLibrary("libc6", "libc.so.6");

    /** For the registry. */
    public Glibc() {
        super(
                "glibc",
                "boundary tags and bins in arenas, called through the foreign function API",
                "GNU C library, malloc/malloc.c, after Lea's dlmalloc and Gloger's ptmalloc");
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
        private static final MethodHandle ALIGNED_ALLOC =
                LIBRARY.function("aligned_alloc", NativeLibrary.TWO_ARGUMENTS);
        private static final MethodHandle FREE = LIBRARY.function("free", NativeLibrary.NO_RESULT);

        Allocator(long frames, int cores) {
            super("glibc", frames, cores, PageSize.SHIFT);
        }

        @Override
        long acquire(int order) {
            try {
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
