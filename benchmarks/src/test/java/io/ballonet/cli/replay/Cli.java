package io.ballonet.cli.replay;

import io.ballonet.cli.UserError;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs one command as the command line does: what it prints, and what it ends with. */
final class Cli {
    private Cli() {}

    /** Status, standard output, and the message on standard error. */
    record Outcome(int status, String out, String err) {}

    static Outcome run(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((thrown, failed, parsed) -> {
                    if (thrown instanceof UserError expected) {
                        err.append(expected.getMessage());
                        return expected.status();
                    }
                    throw thrown;
                });
        return new Outcome(line.execute(arguments), out.toString(), err.toString());
    }
}
