package io.ballonet.cli.profile;

import io.ballonet.cli.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where async-profiler's native library is: the file that {@value #VARIABLE} names, else the one in the jar of that name on the
 * class path, which is copied into a folder for as long as it is needed.
 */
public final class AsyncProfiler {
    /** Names another build of the library. */
    public static final String VARIABLE = "ASYNC_PROFILER_LIB";

    private static final String LIBRARY = "libasyncProfiler.so";
    private static final int FAILURE = 1;
    private static final int USAGE = 2;

    private AsyncProfiler() {}

    /**
     * The library's path.
     *
     * @param folder that a copy may lie in
     * @throws UserError if there is none
     */
    public static Path library(Path folder) {
        return library(System.getenv(VARIABLE), folder);
    }

    static Path library(@Nullable String named, Path folder) {
        if (named != null && !named.isEmpty()) {
            Path given = Path.of(named);
            if (!Files.isRegularFile(given)) {
                throw new UserError(
                        VARIABLE + ": no such file: " + named + "; name " + LIBRARY + " or unset the variable", USAGE);
            }
            return given.toAbsolutePath();
        }
        String resource = "/" + platform() + "/" + LIBRARY;
        Path copy = folder.resolve(LIBRARY);
        try (InputStream stream = AsyncProfiler.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new UserError(
                        "--async: async-profiler is not on the class path; name its " + LIBRARY + " with " + VARIABLE
                                + ", from https://github.com/async-profiler/async-profiler",
                        FAILURE);
            }
            Files.copy(stream, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy.toAbsolutePath();
        } catch (IOException e) {
            throw new UserError(
                    "--async: cannot copy " + LIBRARY + " to " + folder + ": " + e.getMessage() + "; make room there",
                    FAILURE);
        }
    }

    private static String platform() {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return architecture.equals("aarch64") ? "linux-arm64" : "linux-x64";
    }
}
