package io.ballonet.peer.alloc;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A shared library of the machine, loaded when it is first asked for, and then for good.
 *
 * <p>It is loaded beside the C library, not before it: its {@code malloc} is found in itself, and nobody else's calls go there.
 *
 * <p>Concurrency: any thread; loading is blocking, under this object's lock.
 */
@SuppressWarnings("restricted")
final class NativeLibrary {
    static final FunctionDescriptor ONE_ARGUMENT = FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
    static final FunctionDescriptor TWO_ARGUMENTS =
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
    static final FunctionDescriptor NO_RESULT = FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG);

    private static final Linker LINKER = Linker.nativeLinker();
    private static final int RTLD_LAZY = 1;
    private static final long LONGEST_MESSAGE = 4096;
    private static final String ABSENT = "No such file or directory";
    private static final String NO_ROOM = "static TLS";

    private final String debianPackage;
    private final List<String> fileNames;
    private @Nullable SymbolLookup symbols;
    private @Nullable String obstacle;

    /**
     * A library that is not loaded yet.
     *
     * @param debianPackage what to install where it is missing
     * @param fileNames tried in this order; the first is what messages name
     */
    NativeLibrary(String debianPackage, String... fileNames) {
        this.debianPackage = debianPackage;
        this.fileNames = List.of(fileNames);
    }

    /** Why it does not load, and what to do about it; empty where it does. */
    synchronized Optional<String> unavailable() {
        if (symbols == null && obstacle == null) {
            load();
        }
        return Optional.ofNullable(obstacle);
    }

    private void load() {
        for (String fileName : fileNames) {
            try {
                symbols = SymbolLookup.libraryLookup(fileName, Arena.global());
                return;
            } catch (IllegalArgumentException notLoaded) {
                String said = loaderMessage(fileName);
                if (!said.contains(ABSENT)) {
                    obstacle = said.contains(NO_ROOM)
                            ? fileName
                                    + " needs more thread-local storage than this process has left: start with ./ballonet,"
                                    + " which sets GLIBC_TUNABLES"
                            : fileName + " does not load: " + said;
                    return;
                }
            }
        }
        obstacle = fileNames.getFirst() + " is not installed (Debian: " + debianPackage + ")";
    }

    /** Java does not say why a library does not load; the dynamic loader does. */
    private static String loaderMessage(String fileName) {
        SymbolLookup libc = LINKER.defaultLookup();
        MethodHandle open = LINKER.downcallHandle(
                libc.findOrThrow("dlopen"),
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        MethodHandle error =
                LINKER.downcallHandle(libc.findOrThrow("dlerror"), FunctionDescriptor.of(ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            long handle = (long) open.invokeExact(arena.allocateFrom(fileName), RTLD_LAZY);
            MemorySegment message = (MemorySegment) error.invokeExact();
            return handle != 0 || message.address() == 0
                    ? "no reason given"
                    : message.reinterpret(LONGEST_MESSAGE).getString(0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * A function that is called without a change of the thread's state, so that a garbage collection waits for it: for calls
     * of microseconds.
     *
     * @throws IllegalStateException if the library does not load or lacks the function
     */
    synchronized MethodHandle function(String name, FunctionDescriptor descriptor) {
        Optional<String> why = unavailable();
        SymbolLookup found = symbols;
        if (why.isPresent() || found == null) {
            throw new IllegalStateException(why.orElse("library is not loaded"));
        }
        MemorySegment address = found.find(name)
                .orElseThrow(() -> new IllegalStateException(
                        "library lacks a function: library=" + fileNames.getFirst() + ", function=" + name));
        return LINKER.downcallHandle(address, descriptor, Linker.Option.critical(false));
    }

    /** What a method handle threw: its calls here throw nothing that is checked. */
    static RuntimeException unexpected(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
    }
}
