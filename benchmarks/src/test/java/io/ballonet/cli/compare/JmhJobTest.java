package io.ballonet.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class JmhJobTest {
    @Test
    void causeIsTheLineAfterTheFailure() {
        String said = """
                # Run progress: 0.00% complete
                Iteration   1: <failure>

                java.lang.IllegalStateException: frame lost: mpn=17
                \tat io.ballonet.Some.method(Some.java:1)
                <forked VM failed with exit code 1>
                """;
        assertEquals("java.lang.IllegalStateException: frame lost: mpn=17", JmhJob.cause(said, "otherwise"));
    }

    @Test
    void causeOfACrashIsHowTheForkEnded() {
        assertEquals(
                "forked VM failed with exit code 134",
                JmhJob.cause("# Fork: 1 of 1\n<forked VM failed with exit code 134>\n", "otherwise"));
    }

    @Test
    void causeIsJmhsOwnWhereItSaysNothing() {
        assertEquals("otherwise", JmhJob.cause("", "otherwise"));
    }
}
