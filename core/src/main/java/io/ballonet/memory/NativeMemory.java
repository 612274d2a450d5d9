package io.ballonet.memory;

import io.ballonet.unit.PageSize;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The only class that calls the C library: {@code mmap}, {@code munmap}, {@code mprotect} and {@code madvise}, with errno in
 * every message, and {@code memset}.
 */
@SuppressWarnings("restricted")
final class NativeMemory {
    static final int MADV_DONTNEED = 4;
    static final int MADV_HUGEPAGE = 14;
    static final int MADV_NOHUGEPAGE = 15;
    static final int MADV_POPULATE_WRITE = 23;

    private static final int PROT_READ_WRITE = 3;
    private static final int PROT_READ_EXECUTE = 5;
    /* MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE: the same values on Linux for x86-64 and AArch64. */
    private static final int PRIVATE_ANONYMOUS_NORESERVE = 0x2 | 0x20 | 0x4000;
    private static final long MAP_FAILED = -1L;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBC = LINKER.defaultLookup();
    private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final Linker.Option ERRNO_OPTION = Linker.Option.captureCallState("errno");

    private static final MethodHandle MMAP = handle(
            "mmap",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG));
    private static final MethodHandle MUNMAP =
            handle("munmap", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle MADVISE = handle(
            "madvise",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
    private static final MethodHandle MPROTECT = handle(
            "mprotect",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
    /* Critical: microseconds at most, and no state of the thread changes for it. */
    private static final MethodHandle MEMSET = LINKER.downcallHandle(
            LIBC.findOrThrow("memset"),
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG),
            Linker.Option.critical(false));
    private static final MethodHandle STRERROR = LINKER.downcallHandle(
            LIBC.findOrThrow("strerror"), FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

    /* One capture buffer a thread: a downcall writes errno into it, so a shared one would race. */
    private static final ThreadLocal<MemorySegment> STATE =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(CAPTURE));

    private NativeMemory() {}

    private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LIBC.findOrThrow(name), descriptor, ERRNO_OPTION);
    }

    static long map(long lengthBytes) {
        try {
            MemorySegment state = STATE.get();
            long address = (long)
                    MMAP.invokeExact(state, 0L, lengthBytes, PROT_READ_WRITE, PRIVATE_ANONYMOUS_NORESERVE, -1, 0L);
            if (address == MAP_FAILED) {
                throw failure("mmap", 0, lengthBytes, state);
            }
            return address;
        } catch (Throwable e) {
            throw rethrow(e);
        }
    }

    static void unmap(long address, long lengthBytes) {
        try {
            MemorySegment state = STATE.get();
            if ((int) MUNMAP.invokeExact(state, address, lengthBytes) != 0) {
                throw failure("munmap", address, lengthBytes, state);
            }
        } catch (Throwable e) {
            throw rethrow(e);
        }
    }

    static void advise(long address, long lengthBytes, int advice) {
        try {
            MemorySegment state = STATE.get();
            if ((int) MADVISE.invokeExact(state, address, lengthBytes, advice) != 0) {
                throw failure("madvise(" + advice + ")", address, lengthBytes, state);
            }
        } catch (Throwable e) {
            throw rethrow(e);
        }
    }

    /** A page that holds {@code code} and can be executed, and not written to any more; it is never unmapped. */
    static long mapExecutable(byte[] code) {
        long address = map(PageSize.BYTES);
        MemorySegment.copy(code, 0, Words.ADDRESS_SPACE, ValueLayout.JAVA_BYTE, address, code.length);
        try {
            MemorySegment state = STATE.get();
            if ((int) MPROTECT.invokeExact(state, address, (long) PageSize.BYTES, PROT_READ_EXECUTE) != 0) {
                throw failure("mprotect", address, PageSize.BYTES, state);
            }
            return address;
        } catch (Throwable e) {
            throw rethrow(e);
        }
    }

    static void zero(long address, long lengthBytes) {
        try {
            long same = (long) MEMSET.invokeExact(address, 0, lengthBytes);
            if (same != address) {
                throw new OffHeapException("memset failed: address=0x" + Long.toHexString(address));
            }
        } catch (Throwable e) {
            throw rethrow(e);
        }
    }

    private static OffHeapException failure(String call, long address, long lengthBytes, MemorySegment state)
            throws Throwable {
        int errno = (int) ERRNO.get(state, 0L);
        MemorySegment text = (MemorySegment) STRERROR.invokeExact(errno);
        return new OffHeapException(
                call + " failed: address=0x" + Long.toHexString(address) + ", lengthBytes=" + lengthBytes + ", errno="
                        + errno + " (" + text.reinterpret(256).getString(0) + ")");
    }

    static RuntimeException rethrow(Throwable e) {
        if (e instanceof RuntimeException runtime) {
            return runtime;
        }
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("native call failed", e);
    }
}
