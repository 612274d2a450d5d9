package io.ballonet.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/**
 * One run of jcstress over some of its tests, in a JVM of its own.
 *
 * @param options what selects the length: jcstress's own options
 * @param everyCompilation true to run each test in all of jcstress's JVM configurations and compilation modes
 */
record JcstressRun(List<String> options, boolean everyCompilation) {

    /** About a second a test: one fork, the JVM's own compilation policy, no pinning of threads. */
    static JcstressRun brief(int iterations, int iterationMs) {
        return new JcstressRun(
                List.of("-f", "1", "-iters", "" + iterations, "-time", "" + iterationMs, "-sc", "false", "-af", "NONE"),
                false);
    }

    /** One of jcstress's presets: sanity, quick, default, tough or stress. */
    static JcstressRun preset(String mode) {
        return new JcstressRun(List.of("-m", mode), true);
    }

    /** Runs the tests named, and gives every result: one for each test, fork and JVM configuration. */
    Collection<TestResult> run(Path directory, Collection<String> tests)
            throws IOException, InterruptedException, ClassNotFoundException {
        Path output = Files.createTempFile(directory, "jcstress", ".txt");
        Process process = new ProcessBuilder(command(tests))
                .directory(Files.createTempDirectory(directory, "run").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int status = process.waitFor(); // 1 also where a test showed a forbidden outcome, as twins do
        InProcessCollector results = new InProcessCollector();
        for (Path file : resultFiles(directory)) {
            DiskReadCollector reader = new DiskReadCollector(file.toString(), results);
            reader.dump();
            reader.close();
            Files.delete(file);
        }
        List<String> found =
                results.getTestResults().stream().map(TestResult::getName).toList();
        if (!found.containsAll(tests)) {
            throw new IOException("jcstress left tests out: status=" + status + ", wanted=" + tests + ", found=" + found
                    + ", output=\n" + Files.readString(output));
        }
        return results.getTestResults();
    }

    private List<String> command(Collection<String> tests) {
        String flags = Objects.requireNonNull(
                System.getProperty("ballonet.jvm.flags"), "the build passes -Dballonet.jvm.flags, and it is missing");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (everyCompilation) {
            // jcstress adds the flags of its own JVM to each of its configurations.
            command.addAll(List.of(flags.split(" ")));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        if (!everyCompilation) {
            // With flags of our own, jcstress runs this one configuration alone.
            command.addAll(List.of("-jvmArgs", flags));
        }
        command.addAll(options);
        command.addAll(
                List.of("-t", tests.stream().map(Pattern::quote).collect(Collectors.joining("|", "^(?:", ")$"))));
        return command;
    }

    private static List<Path> resultFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".bin.gz")).toList();
        }
    }
}
