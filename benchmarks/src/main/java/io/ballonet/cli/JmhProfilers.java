package io.ballonet.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What JMH's {@code -prof} needs of this machine: asked before a run, and answered with the mend where JMH gives none. */
final class JmhProfilers {
    private static final String OPTION = "-prof";
    private static final String ASYNC = "async";
    private static final String LIBRARY = "libPath=";
    /* perf, perfnorm, perfasm, perfc2c. */
    private static final Pattern COUNTERS = Pattern.compile("perf[a-z0-9]*");
    private static final Pattern COUNTER_UNIT = Pattern.compile("cpu.*|armv\\d.*");
    private static final Path EVENT_SOURCES = Path.of("/sys/bus/event_source/devices");

    private JmhProfilers() {}

    /** The arguments, with the place of async-profiler's library where {@code -prof async} names none. */
    static List<String> withLibrary(List<String> arguments, Supplier<Path> library) {
        List<String> all = new ArrayList<>(arguments);
        for (int i = 1; i < all.size(); i++) {
            String profiler = all.get(i);
            boolean async = profiler.equals(ASYNC) || profiler.startsWith(ASYNC + ":");
            if (async && all.get(i - 1).equals(OPTION) && !profiler.contains(LIBRARY)) {
                String options = profiler.equals(ASYNC) ? "" : ";" + profiler.substring(ASYNC.length() + 1);
                all.set(i, ASYNC + ":" + LIBRARY + library.get() + options);
            }
        }
        return all;
    }

    /**
     * Checks those that count by hardware.
     *
     * @throws UserError if one is asked for, and the kernel shows no counters or {@code perf} is not installed
     */
    static void check(List<String> arguments) {
        check(arguments, EVENT_SOURCES, System.getenv().getOrDefault("PATH", ""));
    }

    static void check(List<String> arguments, Path eventSources, String path) {
        for (int i = 1; i < arguments.size(); i++) {
            String name = arguments.get(i).split(":", 2)[0];
            if (arguments.get(i - 1).equals(OPTION) && COUNTERS.matcher(name).matches()) {
                if (!hasCounters(eventSources)) {
                    throw new UserError(
                            OPTION + " " + name
                                    + ": the kernel shows no hardware counters here, as on most virtual machines"
                                    + " (nothing for the processor in " + eventSources
                                    + ");\ntake -prof async or gc, or a"
                                    + " machine that shows them",
                            Ballonet.FAILURE);
                }
                if (Stream.of(path.split(File.pathSeparator, -1))
                        .noneMatch(folder -> Files.isExecutable(Path.of(folder, "perf")))) {
                    throw new UserError(
                            OPTION + " " + name
                                    + ": perf is not installed (Debian: linux-perf); install it, or take -prof"
                                    + " async or gc",
                            Ballonet.FAILURE);
                }
            }
        }
    }

    private static boolean hasCounters(Path eventSources) {
        try (Stream<Path> units = Files.list(eventSources)) {
            return units.anyMatch(unit ->
                    COUNTER_UNIT.matcher(String.valueOf(unit.getFileName())).matches());
        } catch (IOException e) {
            return false;
        }
    }
}
