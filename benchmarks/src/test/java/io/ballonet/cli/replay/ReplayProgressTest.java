package io.ballonet.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ReplayProgressTest {
    private final AtomicLong nowNs = new AtomicLong(5);
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ReplayProgress progress(boolean isTerminal) {
        return new ReplayProgress(
                "replay", isTerminal, 4, new PrintStream(err, true, StandardCharsets.UTF_8), nowNs::get);
    }

    @Test
    void showsABarOnlyPastTwoSeconds() {
        try (ReplayProgress progress = progress(true)) {
            progress.next();
            nowNs.addAndGet(2_000_000_000L);
            progress.within(1, 2);
            assertFalse(progress.isShown());
            nowNs.addAndGet(1);
            progress.within(1, 2);
            assertTrue(progress.isShown());
        }
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("replay"), "the bar names its task");
    }

    @Test
    void printsNothingWhereThereIsNoTerminal() {
        try (ReplayProgress progress = progress(false)) {
            nowNs.addAndGet(60_000_000_000L);
            progress.within(1, 2);
            progress.next();
            assertFalse(progress.isShown());
        }
        assertEquals(0, err.size());
    }
}
