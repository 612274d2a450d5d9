package io.ballonet.cli.replay;

import io.ballonet.cli.UserError;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ballonet trace}: what a page trace holds, and where to get one. */
@Command(
        name = "trace",
        description = "Looks at page traces, and makes them of files in other formats.",
        subcommands = {TraceInfoCommand.class, TraceImportCommand.class},
        footer = {"", "Example:", "  ballonet trace info own_cc1"})
public final class TraceCommand implements Callable<Integer> {
    private static final int WRONG_USAGE = 2;

    /**
     * Never of use alone.
     *
     * @throws UserError with status 2
     */
    @Override
    public Integer call() {
        throw new UserError(
                "trace: name what to do; known: info, import. Example: ballonet trace info own_cc1", WRONG_USAGE);
    }
}
