package io.ballonet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What the process's streams are connected to. {@code System.console()} asks about input and output together; here each
 * stream answers for itself, so that {@code ballonet compare > file} still shows its progress.
 */
public final class Terminal {
    private static final int OUT = 1;
    private static final int ERR = 2;

    private Terminal() {}

    /** True if standard output is a terminal, which may get colour unless {@code NO_COLOR} is set. */
    public static boolean outHasColour() {
        return isTerminal(OUT) && System.getenv("NO_COLOR") == null;
    }

    /** True if standard error is a terminal, which gets progress. */
    public static boolean errIsTerminal() {
        return isTerminal(ERR);
    }

    /** Where a command writes what it was asked for. */
    public static PrintWriter out(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "picocli injects it").commandLine().getOut();
    }

    /** Where a command says what is to be known beside that, such as the place of a file that it wrote. */
    public static PrintWriter err(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "picocli injects it").commandLine().getErr();
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
