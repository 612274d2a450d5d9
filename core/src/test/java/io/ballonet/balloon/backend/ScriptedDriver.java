package io.ballonet.balloon.backend;

import io.ballonet.channel.BalloonChannel;
import io.ballonet.channel.DriverEnd;
import io.ballonet.channel.MessageType;
import io.ballonet.channel.PageEntry;
import io.ballonet.memory.PageBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** The guest's end of a channel in the hands of a test, which sends what it likes and keeps what the host answers. */
public final class ScriptedDriver implements AutoCloseable {
    private final DriverEnd end;
    private final PageBatch batch = new PageBatch(BalloonChannel.MAX_BATCH);

    /** A driver that has not said anything. */
    public ScriptedDriver(DriverEnd end) {
        this.end = end;
    }

    /** A message of the host. */
    public record Answer(int type, int session, List<Long> entries) {
        /** Status of entry {@code index}. */
        public int status(int index) {
            return PageEntry.status(entries.get(index));
        }

        /** Statuses in order. */
        public List<Integer> statuses() {
            return entries.stream().map(PageEntry::status).toList();
        }
    }

    /** Sends entries as they are; false if the ring is full. */
    public boolean send(int type, int session, long... entries) {
        batch.clear();
        for (long entry : entries) {
            batch.add(entry);
        }
        return end.offer(type, session, batch);
    }

    /** Asks for a session. */
    public boolean reset(int session) {
        return send(MessageType.RESET, session);
    }

    /** Gives pages away. */
    public boolean inflate(int session, long... pages) {
        return send(MessageType.INFLATE, session, pending(pages));
    }

    /** Asks pages back. */
    public boolean deflate(int session, long... pages) {
        return send(MessageType.DEFLATE, session, pending(pages));
    }

    private static long[] pending(long... pages) {
        return LongStream.of(pages)
                .map(page -> PageEntry.of(page, PageEntry.PENDING))
                .toArray();
    }

    /** What the host sent since the last look. */
    public List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        int read;
        do {
            read = end.poll(
                    (type, session, entries) -> {
                        List<Long> words = new ArrayList<>();
                        for (int i = 0; i < entries.size(); i++) {
                            words.add(entries.get(i));
                        }
                        answers.add(new Answer(type, session, words));
                    },
                    64);
        } while (read > 0);
        return answers;
    }

    @Override
    public void close() {
        batch.close();
    }
}
