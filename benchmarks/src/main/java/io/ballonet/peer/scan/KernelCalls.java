package io.ballonet.peer.scan;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The system calls of the scans, through the C library, with errno in every message.
 *
 * <p>None is called as {@code critical}: a pass takes up to milliseconds, for which no garbage collection should wait.
 *
 * <p><b>Concurrency:</b> any thread; each has a buffer of its own for errno.
 */
@SuppressWarnings("restricted")
final class KernelCalls {
    /** Flags of {@link #open}. */
    static final int READ_ONLY = 0;

    static final int WRITE_ONLY = 1;

    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final long LONGEST_MESSAGE = 256;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ThreadLocal<MemorySegment> STATE =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(CAPTURE));

    private static final Linker.Option CAPTURED = Linker.Option.captureCallState("errno");
    private static final Linker.Option VARIADIC_FROM_THE_THIRD = Linker.Option.firstVariadicArg(2);

    private static final MethodHandle OPEN = handle(
            "open",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            CAPTURED,
            VARIADIC_FROM_THE_THIRD);
    private static final MethodHandle CLOSE =
            handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT), CAPTURED);
    private static final MethodHandle PREAD = handle(
            "pread",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG),
            CAPTURED);
    private static final MethodHandle WRITE = handle(
            "write",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG),
            CAPTURED);
    private static final MethodHandle IOCTL = handle(
            "ioctl",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
            CAPTURED,
            VARIADIC_FROM_THE_THIRD);
    private static final MethodHandle MINCORE = handle(
            "mincore",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
            CAPTURED);
    private static final MethodHandle PAGE_SIZE = handle("getpagesize", FunctionDescriptor.of(ValueLayout.JAVA_INT));
    private static final MethodHandle STRERROR =
            handle("strerror", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

    private KernelCalls() {}

    private static MethodHandle handle(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }

    /** A file descriptor. */
    static int open(String file, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = STATE.get();
            int descriptor = (int) OPEN.invokeExact(state, arena.allocateFrom(file), flags | CLOSE_ON_EXEC);
            return (int) checked(descriptor, "open of " + file, state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void close(int descriptor) {
        try {
            MemorySegment state = STATE.get();
            checked((int) CLOSE.invokeExact(state, descriptor), "close", state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Fills the whole buffer from {@code offset} bytes on. */
    static void read(int descriptor, MemorySegment buffer, long offset) {
        try {
            MemorySegment state = STATE.get();
            long bytes = (long) PREAD.invokeExact(state, descriptor, buffer, buffer.byteSize(), offset);
            checkWhole(checked(bytes, "pread", state), buffer.byteSize(), "pread");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Writes the whole buffer. */
    static void write(int descriptor, MemorySegment buffer) {
        try {
            MemorySegment state = STATE.get();
            long bytes = (long) WRITE.invokeExact(state, descriptor, buffer, buffer.byteSize());
            checkWhole(checked(bytes, "write", state), buffer.byteSize(), "write");
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * What the device control returns, at least 0.
     *
     * @param name of the request, for the message
     */
    static int control(int descriptor, long request, MemorySegment argument, String name) {
        try {
            MemorySegment state = STATE.get();
            return (int) checked((int) IOCTL.invokeExact(state, descriptor, request, argument), "ioctl " + name, state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** A byte a page into {@code destination}; bit 0 is 1 if the page is in memory. */
    static void residency(long address, long lengthBytes, MemorySegment destination) {
        try {
            MemorySegment state = STATE.get();
            checked((int) MINCORE.invokeExact(state, address, lengthBytes, destination), "mincore", state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Bytes of a page of this kernel. */
    static int pageBytes() {
        try {
            return (int) PAGE_SIZE.invokeExact();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static long checked(long result, String call, MemorySegment state) throws Throwable {
        if (result < 0) {
            int errno = (int) ERRNO.get(state, 0L);
            MemorySegment text = (MemorySegment) STRERROR.invokeExact(errno);
            throw new KernelCallException(
                    call + " fails: " + text.reinterpret(LONGEST_MESSAGE).getString(0) + " (errno " + errno + ")");
        }
        return result;
    }

    private static void checkWhole(long done, long asked, String call) {
        if (done != asked) {
            throw new KernelCallException(call + " is short: bytes=" + done + ", asked=" + asked);
        }
    }

    /** What a method handle threw: its calls here throw nothing that is checked. */
    private static RuntimeException unexpected(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
    }
}
