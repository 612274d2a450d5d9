package io.ballonet.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ballonet.memory.PageBatch;
import java.util.Arrays;

/** A handler that remembers what it got, as one sequence of entries. */
final class Received implements MessageHandler {
    private long[] entries = new long[BalloonChannel.MAX_BATCH];
    private int size;
    int messages;
    int longest;
    int lastType;
    int lastSession;

    @Override
    public void onMessage(int type, int session, PageBatch batch) {
        messages++;
        lastType = type;
        lastSession = session;
        longest = Math.max(longest, batch.size());
        if (size + batch.size() > entries.length) {
            entries = Arrays.copyOf(entries, 2 * (size + batch.size()));
        }
        for (int i = 0; i < batch.size(); i++) {
            entries[size++] = batch.get(i);
        }
    }

    int entries() {
        return size;
    }

    void clear() {
        size = 0;
        messages = 0;
        longest = 0;
    }

    void assertHolds(int type, int session, PageBatch expected) {
        assertEquals(type, lastType);
        assertEquals(session, lastSession);
        assertEquals(expected.size(), size);
        for (int i = 0; i < size; i++) {
            assertEquals(expected.get(i), entries[i], "entry " + i + " of " + size);
        }
    }
}
