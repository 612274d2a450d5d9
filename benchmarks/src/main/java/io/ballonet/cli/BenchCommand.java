package io.ballonet.cli;

import io.ballonet.cli.profile.AsyncProfiler;
import io.ballonet.unit.Contender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ballonet bench}: any JMH run, with the flags that the code needs. */
@Command(
        name = "bench",
        description = "Runs JMH with all of its options; 'ballonet bench -h' lists them, 'ballonet bench -l' the"
                + " benchmarks.",
        footer = {"", "Example:", "  ballonet bench AllocatorPair -p contender=tree -f 1 -prof gc"})
final class BenchCommand implements Callable<Integer> {
    private static final String PREPEND = "-jvmArgsPrepend";
    private static final String PARAMETER = "-p";
    private static final String CONTENDERS = "contender=";

    @Parameters(paramLabel = "JMH ARGS", arity = "0..*", description = "passed on as they are")
    private List<String> arguments = new ArrayList<>();

    /** JMH itself ends the process with 1 where it fails. */
    @Override
    public Integer call() throws IOException {
        checkContenders(arguments, Registries.unavailable());
        JmhProfilers.check(arguments);
        List<String> known = JmhProfilers.withLibrary(arguments, BenchCommand::asyncProfiler);
        Main.main(withFlags(known, JvmFlags.list()).toArray(String[]::new));
        return 0;
    }

    /** In a folder that goes when this process ends. */
    private static Path asyncProfiler() {
        try {
            Path folder = Files.createTempDirectory("ballonet-bench");
            folder.toFile().deleteOnExit();
            Path library = AsyncProfiler.library(folder);
            if (library.startsWith(folder)) {
                library.toFile().deleteOnExit();
            }
            return library;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * JMH would find out in the fork, and go on.
     *
     * @throws UserError if {@code -p contender=} names one of the missing
     */
    static void checkContenders(List<String> arguments, List<? extends Contender> missing) {
        for (int i = 1; i < arguments.size(); i++) {
            if (arguments.get(i - 1).equals(PARAMETER) && arguments.get(i).startsWith(CONTENDERS)) {
                List<String> asked =
                        List.of(arguments.get(i).substring(CONTENDERS.length()).split(",", -1));
                missing.stream()
                        .filter(contender -> asked.contains(contender.registryName()))
                        .findFirst()
                        .ifPresent(contender -> {
                            throw new UserError(
                                    contender.registryName() + " cannot run here: "
                                            + contender.unavailable().orElse("not available"),
                                    Ballonet.USAGE);
                        });
            }
        }
    }

    /** JMH takes {@code -jvmArgsPrepend} once: the user's is put behind ours. */
    static List<String> withFlags(List<String> arguments, List<String> flags) {
        List<String> rest = new ArrayList<>();
        List<String> prepended = new ArrayList<>(flags);
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals(PREPEND) && i + 1 < arguments.size()) {
                i++;
                prepended.add(arguments.get(i));
            } else {
                rest.add(arguments.get(i));
            }
        }
        List<String> all = new ArrayList<>(List.of(PREPEND, String.join(" ", prepended)));
        all.addAll(rest);
        return all;
    }
}
