package io.ballonet.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the environment that a result is recorded with. */
public final class EnvironmentProbe {
    /** An absolute path at the start of a word or after {@code =}, with its last name. */
    private static final Pattern ABSOLUTE = Pattern.compile("(^|=)/(?:[^/]*/)*([^/]*)");

    private static final int HASH_LENGTH = 12;

    /** What is measured does not depend on results, the one that is being written among them. */
    private static final String OUTSIDE_RESULTS = ":(top,exclude)results";

    private EnvironmentProbe() {}

    /**
     * The environment now.
     *
     * @param home the project's tree, asked for its commit
     * @param command the command line; absolute paths in it are cut to their last name
     */
    public static Environment probe(Path home, List<String> command, List<String> jvmFlags, long seed) {
        Machine machine = Machine.here();
        long memory = machine.memory("MemTotal").orElse(0);
        String cpu = machine.cpu();
        return new Environment(
                OffsetDateTime.now(ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString(),
                recorded(command),
                jvmFlags,
                seed,
                git(home, "rev-parse", "HEAD")
                        .map(hash -> hash.substring(0, Math.min(HASH_LENGTH, hash.length())))
                        .orElse("unknown"),
                git(home, "status", "--porcelain", "--", OUTSIDE_RESULTS)
                        .map(status -> !status.isEmpty())
                        .orElse(false),
                cpu,
                Machine.label(cpu),
                Runtime.getRuntime().availableProcessors(),
                machine.governor().orElse("unknown"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                machine.transparentHugePages().orElse("unknown"),
                memory,
                machine.memoryLimit().orElse(memory),
                machine.memory("SwapTotal").orElse(0),
                System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
    }

    /** The command line as it is recorded: absolute paths cut to their last name. */
    public static List<String> recorded(List<String> command) {
        return command.stream().map(EnvironmentProbe::withoutPaths).toList();
    }

    /** {@code /home/ann/x.gz} becomes {@code x.gz}, {@code --out=/tmp/r} becomes {@code --out=r}. */
    static String withoutPaths(String argument) {
        return ABSOLUTE.matcher(argument).replaceAll("$1$2");
    }

    private static Optional<String> git(Path home, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
