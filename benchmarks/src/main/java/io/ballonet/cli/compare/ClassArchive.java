package io.ballonet.cli.compare;

import io.ballonet.result.ResultFolder;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.Runner;

/**
 * Runs each row in a fork of its own, as {@link JmhFork} does, with an archive of the classes of the JDK and of JMH that every
 * fork loads, which the JVM maps instead: a fork is ready in about half the time, so that as many minutes hold more rounds. The
 * archive holds classes and nothing that was learnt of them, no profile and no code, and none of Ballonet's: what is measured is
 * loaded, compiled and run as without it. It is made before the first row, in three seconds.
 */
final class ClassArchive implements RowRunner {
    private static final String LIST = "classes.list";
    private static final String ARCHIVE = "classes.jsa";
    private static final String CLASS_PATH = "java.class.path";
    private static final int TIMEOUT_SECONDS = 60;

    /** Enough to load what an iteration needs. */
    private static final TimePlan SHORT = new TimePlan(1, 1, 1, Duration.ofMillis(10), Duration.ofSeconds(1));

    private final List<String> jvmArguments;
    private final ResultFolder folder;
    private final Path log;
    private @Nullable JmhFork forks;

    /**
     * A runner.
     *
     * @param jvmArguments of every fork, instead of this JVM's own
     * @param folder holds the archive until {@link #remove}
     * @param log is appended to
     */
    ClassArchive(List<String> jvmArguments, ResultFolder folder, Path log) {
        this.jvmArguments = List.copyOf(jvmArguments);
        this.folder = folder;
        this.log = log;
    }

    @Override
    public String run(BenchmarkRow row, TimePlan plan) throws RowFailure {
        JmhFork ready = forks;
        if (ready == null) {
            List<String> arguments = new ArrayList<>(jvmArguments);
            arguments.addAll(flags(row));
            ready = new JmhFork(arguments, log);
            forks = ready;
        }
        return ready.run(row, plan);
    }

    @Override
    public void close() {
        // Nothing outlives a run.
    }

    /**
     * The flags of forks that use the archive; none where it cannot be made, which costs time and nothing else. Puts JMH's jar
     * first in this JVM's class path, and so in that of every fork, since an archive is of the class path's beginning.
     *
     * @param row is run once, for the list of classes
     */
    private List<String> flags(BenchmarkRow row) {
        Path list = folder.aside().resolve(LIST);
        Path archive = folder.aside().resolve(ARCHIVE);
        try {
            Path jmh = Path.of(Runner.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            String others = Arrays.stream(System.getProperty(CLASS_PATH).split(File.pathSeparator))
                    .filter(entry -> !Path.of(entry).equals(jmh))
                    .collect(Collectors.joining(File.pathSeparator));
            System.setProperty(CLASS_PATH, jmh + File.pathSeparator + others);
            List<String> listing = new ArrayList<>(jvmArguments);
            listing.add("-XX:DumpLoadedClassList=" + list.toAbsolutePath());
            try (JmhFork fork = new JmhFork(listing, log)) {
                fork.run(row, SHORT);
            }
            return dumped(jmh, list, archive)
                    ? List.of("-XX:SharedArchiveFile=" + archive.toAbsolutePath(), "-Xshare:auto")
                    : List.of();
        } catch (RowRunner.RowFailure | URISyntaxException | IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private boolean dumped(Path jmh, Path list, Path archive) throws IOException, InterruptedException {
        List<String> command = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        jvmArguments.stream(),
                        Stream.of(
                                "-Xshare:dump",
                                "-XX:SharedClassListFile=" + list.toAbsolutePath(),
                                "-XX:SharedArchiveFile=" + archive.toAbsolutePath(),
                                "-cp",
                                jmh.toString()))
                .flatMap(words -> words)
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0 && Files.isRegularFile(archive);
    }

    /** Removes what was made; it is no part of a result. */
    static void remove(ResultFolder folder) {
        folder.remove(LIST);
        folder.remove(ARCHIVE);
    }
}
