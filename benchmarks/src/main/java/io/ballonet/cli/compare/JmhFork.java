package io.ballonet.cli.compare;

import io.ballonet.cli.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs each row in a fork of its own, as a measurement wants it. What JMH says goes into a log file, not to the terminal;
 * of a failure the first line of its cause is kept.
 */
final class JmhFork implements RowRunner {
    private static final String LOCK = "JMH lock";

    private final List<String> jvmArguments;
    private final Path log;

    /**
     * A runner.
     *
     * @param jvmArguments of every fork, instead of this JVM's own
     * @param log is appended to
     */
    JmhFork(List<String> jvmArguments, Path log) {
        this.jvmArguments = List.copyOf(jvmArguments);
        this.log = log;
    }

    @Override
    public String run(BenchmarkRow row, TimePlan plan) throws RowFailure {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (OutputStream file = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            try {
                return JmhJob.run(
                        JmhJob.of(row, plan).options().forks(1).jvmArgs(jvmArguments.toArray(String[]::new)), out);
            } catch (RunnerException e) {
                throw failure(e, said.toString(StandardCharsets.UTF_8));
            } finally {
                out.flush();
                said.writeTo(file);
            }
        } catch (IOException e) {
            throw new UserError("cannot write " + log + ": " + e.getMessage() + "; make room there or name --out", 1);
        }
    }

    @Override
    public void close() {
        // Nothing outlives a run.
    }

    /** Why a fork failed, from what it said. */
    static RowFailure failure(RunnerException e, String said) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        if (message.contains(LOCK)) {
            throw new UserError(
                    "another benchmark runs on this machine (it holds JMH's lock); wait for its end and start again",
                    1);
        }
        return new RowFailure(JmhJob.cause(said, message));
    }
}
