package io.ballonet.cli.docs;

import io.ballonet.cli.AddedClassPath;
import io.ballonet.cli.Ballonet;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A folder where commands of documents run as a reader runs them: with the reader's files, and with the tree's under their names. */
final class Workplace {
    /** Result folders that stand for a reader's. */
    static final String BASE = "base";

    static final String NEW = "new";

    /** Stands for the recording of the profile before. */
    static final String RECORDING = "recording.jfr";

    /** Of many rounds, and small. */
    private static final String MEASURED = "results/2026-11-29-compare-full-intel-xeon";

    private static final int MOST_MINUTES = 5;
    private static final String EXAMPLE = "examples/bring-your-own/src/main/";

    private final Path root;
    private final Path directory;
    private final Path shared;

    /** What a run did; the output holds both streams. */
    record Ended(int status, String output) {}

    private Workplace(Path root, Path directory, Path shared) {
        this.root = root;
        this.directory = directory;
        this.shared = shared;
    }

    /**
     * A new one.
     *
     * @param root of the tree
     * @param shared where all workplaces keep what is costly to make
     */
    static Workplace in(Path root, Path directory, Path shared) throws IOException {
        Files.createDirectories(directory);
        Files.createSymbolicLink(directory.resolve("examples"), root.resolve("examples"));
        String accesses = "R 10\nW 11\nR 12\nR 10\n".repeat(400);
        Files.createDirectory(directory.resolve("traces"));
        for (String trace : List.of("my.pt.gz", "huge.pt.gz", "traces/a.pt.gz", "traces/b.pt.gz")) {
            Files.writeString(directory.resolve(trace), accesses); // gzip is told by its content
        }
        try (var sample = Objects.requireNonNull(
                Workplace.class.getResourceAsStream("/io/ballonet/trace/foreign/sample.lackey"))) {
            Files.copy(sample, directory.resolve("ls.log"));
        }
        return new Workplace(root, directory, shared);
    }

    /** Runs the command line of this project in a JVM of its own. */
    Ended ballonet(List<String> variables, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                Objects.requireNonNull(System.getProperty("ballonet.jvm.flags")).split(" ", -1)));
        Map<String, String> environment = new HashMap<>();
        String classPath = System.getProperty("java.class.path");
        for (String variable : variables) {
            // Every user's class path is the example's here.
            if (variable.startsWith(AddedClassPath.VARIABLE + "=")) {
                String added = exampleClasses().toString();
                environment.put(AddedClassPath.VARIABLE, added);
                classPath += File.pathSeparator + added;
            }
        }
        command.addAll(List.of("-cp", classPath, Ballonet.class.getName()));
        for (String argument : arguments) {
            command.addAll(own(argument));
        }
        return run(command, environment);
    }

    /** Runs any program. */
    Ended run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().remove(AddedClassPath.VARIABLE);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }

    /** What a shell makes of an argument; a path of a result folder becomes that of a copy, which a command may write into. */
    private List<String> own(String argument) throws IOException {
        if (argument.equals(RECORDING) || argument.contains("*")) {
            return matching(argument.equals(RECORDING) ? "*/" + RECORDING : argument);
        }
        if (argument.startsWith("results/") && Files.isDirectory(root.resolve(argument))) {
            Path copy = directory.resolve(argument);
            if (!Files.exists(copy)) {
                copy(root.resolve(argument), copy);
            }
        }
        if ((argument.equals(BASE) || argument.equals(NEW)) && !Files.exists(directory.resolve(argument))) {
            copy(root.resolve(MEASURED), directory.resolve(argument));
        }
        return List.of(argument);
    }

    private List<String> matching(String glob) throws IOException {
        PathMatcher matcher = directory.getFileSystem().getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.walk(directory, 2)) {
            List<String> found = files.map(directory::relativize)
                    .filter(matcher::matches)
                    .map(Path::toString)
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new IOException("nothing matches " + glob);
            }
            return glob.endsWith(RECORDING) ? List.of(found.getLast()) : found;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from).sorted(Comparator.naturalOrder())) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private Path exampleClasses() throws IOException {
        Path classes = shared.resolve("classes");
        if (Files.exists(classes)) {
            return classes;
        }
        copy(root.resolve(EXAMPLE + "resources"), classes);
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none", "-cp"));
        arguments.add(System.getProperty("java.class.path"));
        try (Stream<Path> sources = Files.walk(root.resolve(EXAMPLE + "java"))) {
            sources.map(Path::toString)
                    .filter(source -> source.endsWith(".java") && !source.endsWith("module-info.java"))
                    .forEach(arguments::add);
        }
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int status =
                ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IOException("the example does not compile: " + messages.toString(StandardCharsets.UTF_8));
        }
        return classes;
    }
}
