package io.ballonet.memory;

import java.lang.System.Logger.Level;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Zeroes memory with non-temporal stores: past the caches, whether the lines are in them or not.
 *
 * <p>Neither Java nor the C library has such stores for a page: the vector API's are ordinary ones, and {@code memset} changes
 * to non-temporal ones far above 4 KiB. So the routine comes as machine code, in a page of its own that is never writable and
 * executable at once. {@code movntdq} is part of every x86-64 processor; elsewhere, and where the system refuses an executable
 * page, {@link #isAvailable} is false and ordinary stores stand in, which is said once in the log.
 *
 * <p><b>Threads:</b> any. The routine ends with a fence, so that a release store after it publishes the zeros as well.
 */
final class StreamingZero {
    /** What address and length must be multiples of. */
    static final long LINE_BYTES = 64;

    /*
     * What a 4 KiB page costs in ns on a 2-core Zen 5, one thread, best of ten (pages of 4 KiB in the region):
     *
     *                          one page   64 pages   1024 pages   512 MiB in turn   512 MiB at random
     *   MemorySegment.fill           65         65           68               130                 590
     *   vector stores                19         26           45               167                 285
     *   memset (here rep stosb)      29         29           58               163                 206
     *   movntdq, 128 bits           152        152          152               156                 171
     *   vmovntdq, 512 bits          152        151          151               154                 165
     *   movnti, 64 bits             166        166          165               172                 189
     *   clzero (AMD only)           152        151          151               152                 157
     *
     * Non-temporal stores cost the same wherever the page is, because memory's own bandwidth is what they wait for; so they win
     * by a sixth on a page that is in no cache, and lose five times on one that is. The width of the store hardly matters: the
     * one that every x86-64 has is taken. memset is the ordinary way: rep stosb does not read lines that it overwrites whole.
     */
    private static final byte[] CODE = code(
            0x48, 0x8d, 0x34, 0x37, //        lea     rsi, [rdi + rsi]   end
            0x66, 0x0f, 0xef, 0xc0, //        pxor    xmm0, xmm0
            0x66, 0x0f, 0xe7, 0x07, // line:  movntdq [rdi], xmm0
            0x66, 0x0f, 0xe7, 0x47, 0x10, //  movntdq [rdi + 16], xmm0
            0x66, 0x0f, 0xe7, 0x47, 0x20, //  movntdq [rdi + 32], xmm0
            0x66, 0x0f, 0xe7, 0x47, 0x30, //  movntdq [rdi + 48], xmm0
            0x48, 0x83, 0xc7, 0x40, //        add     rdi, 64
            0x48, 0x39, 0xf7, //              cmp     rdi, rsi
            0x75, 0xe4, //                    jne     line
            0x0f, 0xae, 0xf8, //              sfence
            0xc3); //                         ret

    private static final @Nullable MethodHandle ROUTINE = routine();

    private StreamingZero() {}

    private static byte[] code(int... bytes) {
        byte[] code = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            code[i] = (byte) bytes[i];
        }
        return code;
    }

    @SuppressWarnings("restricted")
    private static @Nullable MethodHandle routine() {
        String processor = System.getProperty("os.arch", "");
        if (!processor.equals("amd64")) {
            return unavailable("no routine for this processor: processor=" + processor);
        }
        try {
            long address = NativeMemory.mapExecutable(CODE);
            /* Critical: a fraction of a microsecond a page, and no state of the thread changes for it. */
            return Linker.nativeLinker()
                    .downcallHandle(
                            MemorySegment.ofAddress(address),
                            FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG),
                            Linker.Option.critical(false));
        } catch (OffHeapException e) {
            return unavailable(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable MethodHandle unavailable(String why) {
        System.getLogger(StreamingZero.class.getName())
                .log(Level.INFO, "streaming stores are not available, ordinary ones stand in: {0}", why);
        return null;
    }

    static boolean isAvailable() {
        return ROUTINE != null;
    }

    /** Zeroes whole lines; falls back to the C library's {@code memset}. */
    static void zero(long address, long lengthBytes) {
        if (((address | lengthBytes) & (LINE_BYTES - 1)) != 0 || lengthBytes <= 0) {
            throw new IllegalArgumentException("range must be whole lines: address=0x" + Long.toHexString(address)
                    + ", lengthBytes=" + lengthBytes + ", lineBytes=" + LINE_BYTES);
        }
        MethodHandle routine = ROUTINE;
        if (routine == null) {
            NativeMemory.zero(address, lengthBytes);
            return;
        }
        try {
            routine.invokeExact(address, lengthBytes);
        } catch (Throwable e) {
            throw NativeMemory.rethrow(e);
        }
    }
}
