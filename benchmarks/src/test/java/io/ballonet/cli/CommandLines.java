package io.ballonet.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs command lines of Ballonet: in this process, or in one of its own. */
public final class CommandLines {
    private CommandLines() {}

    /** What one did. */
    public record Outcome(int status, String out, String err) {}

    /** In this process; {@code arguments} without {@code ballonet}. */
    public static Outcome run(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Ballonet.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = line.execute(arguments.toArray(new String[0]));
        return new Outcome(status, out.toString(), err.toString());
    }

    /** In this process, a line for a shell: its words are what a shell makes of them. */
    public static Outcome runShell(String line) throws IOException {
        return run(words(line));
    }

    /** The arguments that a shell gives to {@code ./ballonet} where {@code line} stands. */
    public static List<String> words(String line) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + line).start();
        List<String> words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (!words.getFirst().equals("./ballonet")) {
            throw new IllegalArgumentException("no line of ./ballonet: " + line);
        }
        return words.subList(1, words.size());
    }

    /** A process of its own with the build's flags, to be started; what it prints on standard error goes to this one's. */
    public static ProcessBuilder process(Path directory, List<String> jvmArguments, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.list());
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Ballonet.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(new File(directory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
