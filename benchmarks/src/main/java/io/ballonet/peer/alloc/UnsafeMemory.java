package io.ballonet.peer.alloc;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * {@code unsafe}: {@code sun.misc.Unsafe.allocateMemory} and {@code freeMemory}, which off-heap Java has always used.
 *
 * <p>Called through constant method handles, which compile to the same code as calls by name and do not make the compiler warn
 * of a class that is to go.
 */
public final class UnsafeMemory extends Peer {
    /** For the registry. */
    public UnsafeMemory() {
        super(
                "unsafe",
                "the C library's malloc, counted by the JVM, aligned to 16 bytes",
                "OpenJDK, sun.misc.Unsafe.allocateMemory");
    }

    @Override
    PeerAllocator make(long frames, int cores) {
        return new Allocator(frames, cores);
    }

    private static final class Allocator extends AddressAllocator {
        /** The C library aligns to 16 bytes on 64-bit machines. */
        private static final int SHIFT = 4;

        private static final MethodHandle ALLOCATE = handle("allocateMemory", long.class);
        private static final MethodHandle FREE = handle("freeMemory", void.class);

        Allocator(long frames, int cores) {
            super("unsafe", frames, cores, SHIFT);
        }

        private static MethodHandle handle(String name, Class<?> result) {
            try {
                Class<?> type = Class.forName("sun.misc.Unsafe");
                Field instance = type.getDeclaredField("theUnsafe");
                instance.setAccessible(true);
                return MethodHandles.lookup()
                        .findVirtual(type, name, MethodType.methodType(result, long.class))
                        .bindTo(instance.get(null));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this JVM has no sun.misc.Unsafe: method=" + name, e);
            }
        }

        @Override
        long acquire(int order) {
            try {
                return (long) ALLOCATE.invokeExact(bytes(order));
            } catch (OutOfMemoryError none) {
                return 0;
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
