package io.ballonet.cli;

import io.ballonet.cli.compare.CompareCommand;
import io.ballonet.cli.diff.DiffCommand;
import io.ballonet.cli.profile.ProfileCommand;
import io.ballonet.cli.replay.ReplayCommand;
import io.ballonet.cli.replay.TraceCommand;
import io.ballonet.cli.scenario.ScenarioCommand;
import io.ballonet.cli.sweep.SweepCommand;
import io.ballonet.result.Environment;
import io.ballonet.result.EnvironmentProbe;
import io.ballonet.result.Printable;
import io.ballonet.result.ResultException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The one command. Exit status: 0 good, 1 the run found a failure, 2 wrong usage. An error is one or two lines on standard
 * error that name what is wrong and the mend; {@code --debug} adds the stack.
 */
@Command(
        name = "ballonet",
        versionProvider = Ballonet.Version.class,
        description = "An off-heap memory manager with ballooning, and the harness that measures it.",
        subcommands = {
            CompareCommand.class,
            DiffCommand.class,
            BenchCommand.class,
            ReplayCommand.class,
            SweepCommand.class,
            ScenarioCommand.class,
            ProfileCommand.class,
            ReportCommand.class,
            ListCommand.class,
            DoctorCommand.class,
            TraceCommand.class,
        },
        footer = {"", "Example:", "  ballonet compare", "", "'ballonet COMMAND --help' says more of each."})
public final class Ballonet implements Runnable {
    static final int FAILURE = 1;
    static final int USAGE = 2;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "with an error, print where in the code it was thrown")
    private boolean debug;

    @Option(names = "--help", usageHelp = true, scope = ScopeType.INHERIT, description = "show this help and end")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    @Option(
            names = "--version",
            versionHelp = true,
            description = "show which commit this is, and which JDK runs it, and end")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean version;

    @Spec
    private @Nullable CommandSpec spec;

    /** For picocli. */
    public Ballonet() {}

    /** What a report of a fault should name. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Environment here = EnvironmentProbe.probe(Home.directory(), List.of(), List.of(), 0);
            return new String[] {
                "ballonet " + here.commit() + (here.dirty() ? " with changes" : "") + ", JDK " + here.jdk()
            };
        }
    }

    /** Runs a command line and ends the process with its status. */
    public static void main(String[] arguments) {
        System.setOut(utf8(FileDescriptor.out));
        System.setErr(utf8(FileDescriptor.err));
        System.exit(execute(arguments));
    }

    /** A provider in the user's class path that cannot be loaded, or has a name twice, ends a registry's first use. */
    private static int execute(String[] arguments) {
        try {
            return commandLine().execute(arguments);
        } catch (ExceptionInInitializerError e) {
            if (e.getCause() instanceof IllegalStateException broken) {
                System.err.println("ballonet: " + broken.getMessage());
                return FAILURE;
            }
            throw e;
        }
    }

    /** Tables and names hold more than ASCII, and a container often says nothing of its locale. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** The command line, ready to execute. */
    static CommandLine commandLine() {
        Ballonet root = new Ballonet();
        CommandLine line = new CommandLine(root);
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        Objects.requireNonNull(line.getSubcommands().get("bench"), "bench")
                .setUnmatchedOptionsArePositionalParams(true);
        line.setParameterExceptionHandler((e, arguments) -> root.usage(e));
        line.setExecutionExceptionHandler((e, command, result) -> root.failure(e, command.getErr()));
        return line;
    }

    /** Without a command there is nothing to do but say which there are. */
    @Override
    public void run() {
        CommandLine line = spec == null ? commandLine() : spec.commandLine();
        throw new ParameterException(line, "no command; known: " + String.join(", ", names(line)));
    }

    private int usage(ParameterException e) {
        CommandLine line = e.getCommandLine();
        String command = line.getCommandSpec().qualifiedName();
        line.getErr().println("ballonet: " + message(e, line));
        line.getErr().println("See '" + command + " --help'.");
        trace(e, line.getErr());
        return USAGE;
    }

    private static String message(ParameterException e, CommandLine line) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().getFirst();
            if (word.startsWith("-")) {
                return Suggestion.message("option", word, options(line));
            }
            if (!line.getSubcommands().isEmpty()) {
                return Suggestion.message("command", word, names(line));
            }
            return "argument that " + line.getCommandName() + " does not take: " + word;
        }
        String message = String.valueOf(e.getMessage());
        return e instanceof MissingParameterException
                ? message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1)
                : message.lines().findFirst().orElse("wrong usage");
    }

    private int failure(Exception e, PrintWriter err) {
        int status = FAILURE;
        String message;
        if (e instanceof UserError error) {
            message = error.getMessage();
            status = error.status();
        } else if (e instanceof ResultException) {
            message = e.getMessage();
            status = USAGE;
        } else {
            String what = e.getMessage() == null
                    ? ""
                    : ": " + e.getMessage().lines().findFirst().orElse("");
            message = "internal error: " + e.getClass().getSimpleName() + what + "; --debug shows where";
        }
        err.println("ballonet: "
                + String.valueOf(message).lines().map(Printable::of).collect(Collectors.joining("\n")));
        trace(e, err);
        return status;
    }

    private void trace(Exception e, PrintWriter err) {
        if (debug) {
            e.printStackTrace(err);
        }
    }

    private static List<String> names(CommandLine line) {
        return List.copyOf(line.getSubcommands().keySet());
    }

    private static List<String> options(CommandLine line) {
        return line.getCommandSpec().options().stream()
                .map(CommandLine.Model.OptionSpec::longestName)
                .collect(Collectors.toList());
    }
}
