package io.ballonet.cli;

import java.io.IOException;
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

    @Parameters(paramLabel = "JMH ARGS", arity = "0..*", description = "passed on as they are")
    private List<String> arguments = new ArrayList<>();

    /** JMH itself ends the process with 1 where it fails. */
    @Override
    public Integer call() throws IOException {
        Main.main(withFlags(arguments, JvmFlags.list()).toArray(String[]::new));
        return 0;
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
