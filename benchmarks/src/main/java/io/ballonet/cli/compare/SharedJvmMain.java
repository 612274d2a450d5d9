package io.ballonet.cli.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;

/** The other end of {@link SharedJvm}: a {@link JmhJob} a line in, an {@link Answer} a line out, until its input ends. */
public final class SharedJvmMain {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SharedJvmMain() {}

    /**
     * One of both.
     *
     * @param result JMH's JSON
     * @param failure the line that says why there is none
     */
    record Answer(@Nullable String result, @Nullable String failure) {}

    /** Takes no arguments. What benchmarks and JMH print goes to standard error. */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
            answers.println(MAPPER.writeValueAsString(answer(MAPPER.readValue(line, JmhJob.class))));
            answers.flush();
        }
    }

    private static Answer answer(JmhJob job) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream log = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            return new Answer(JmhJob.run(job.options().forks(0), log), null);
        } catch (RunnerException | RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return new Answer(null, JmhJob.cause(said.toString(StandardCharsets.UTF_8), cause.toString()));
        } finally {
            said.writeTo(System.err);
        }
    }
}
