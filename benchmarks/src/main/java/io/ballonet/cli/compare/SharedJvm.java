package io.ballonet.cli.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs all rows in one other JVM, one after the other: no fork is paid for, and what one row taught the compiler falls on
 * the next, so that the figures are none. A row that takes the JVM with it is a failure, and the next gets a new one.
 *
 * <p>Concurrency: one thread runs; a watchdog ends the JVM of a row that hangs.
 */
final class SharedJvm implements RowRunner {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<String> jvmArguments;
    private final Path log;
    private @Nullable Worker worker;

    /**
     * A runner; the JVM starts with the first row.
     *
     * @param log is appended to
     */
    SharedJvm(List<String> jvmArguments, Path log) {
        this.jvmArguments = List.copyOf(jvmArguments);
        this.log = log;
    }

    private record Worker(Process process, BufferedWriter jobs, BufferedReader answers) {}

    @Override
    public String run(BenchmarkRow row, TimePlan plan) throws RowFailure {
        CountDownLatch answered = new CountDownLatch(1);
        try {
            Worker running = worker();
            Thread.ofVirtual().start(() -> endIfSilent(running.process(), answered));
            running.jobs().write(MAPPER.writeValueAsString(JmhJob.of(row, plan)));
            running.jobs().newLine();
            running.jobs().flush();
            String line = running.answers().readLine();
            if (line == null) {
                close();
                throw new RowFailure("its JVM ended; see " + log.getFileName());
            }
            SharedJvmMain.Answer answer = MAPPER.readValue(line, SharedJvmMain.Answer.class);
            if (answer.result() == null) {
                throw new RowFailure(String.valueOf(answer.failure()));
            }
            return answer.result();
        } catch (IOException e) {
            close();
            throw new RowFailure("its JVM ended: " + e.getMessage());
        } finally {
            answered.countDown();
        }
    }

    private Worker worker() throws IOException {
        Worker running = worker;
        if (running == null) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvmArguments);
            command.addAll(List.of(
                    "-Djmh.ignoreLock=true",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SharedJvmMain.class.getName()));
            File file = log.toFile();
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(file))
                    .start();
            running = new Worker(
                    process, process.outputWriter(StandardCharsets.UTF_8), process.inputReader(StandardCharsets.UTF_8));
            worker = running;
        }
        return running;
    }

    private static void endIfSilent(Process process, CountDownLatch answered) {
        try {
            if (!answered.await(JmhJob.TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Worker running = worker;
        worker = null;
        if (running != null) {
            running.process().destroy();
        }
    }
}
