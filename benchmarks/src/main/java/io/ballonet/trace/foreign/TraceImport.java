package io.ballonet.trace.foreign;

import io.ballonet.trace.ReadProgress;
import io.ballonet.trace.TextQuote;
import io.ballonet.trace.TraceSource;
import io.ballonet.trace.TraceWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * From a file in a foreign format to a page trace. The output appears whole or not at all, and never replaces a file.
 *
 * @param format of the file
 * @param withInstructions true if lackey's instruction fetches count as reads; of no effect on other formats
 * @param window accesses of lackey of which each page stands once; 0 to merge runs of accesses to one page instead; other
 *     formats are written access by access
 */
public record TraceImport(ForeignFormat format, boolean withInstructions, long window) {
    /** Lines between two reports of progress. */
    private static final long REPORT_LINES = 1 << 20;

    /** Checks the window. */
    public TraceImport {
        if (window < 0) {
            throw new IllegalArgumentException("window below 0: window=" + window);
        }
    }

    /**
     * What an import did.
     *
     * @param lines read
     * @param read accesses in them: loads, stores and instructions of lackey, requests of a disk
     * @param written accesses of the page trace, each to one page, after merging
     * @param writes of those, how many write
     */
    public record Outcome(long lines, long read, long written, long writes) {}

    /**
     * Imports a file; plain, gzip or zstd, whatever its name is. The output is gzip where its name ends in {@code .gz}.
     *
     * @param progress is told bytes read so far, now and then
     * @throws io.ballonet.trace.TraceException if the file cannot be read or holds no access, or the output exists or cannot
     *     be written; nothing is left behind
     */
    public Outcome run(Path file, Path output, ReadProgress progress) {
        if (!Files.exists(file)) {
            throw ImportErrors.noSuchFile(TextQuote.escape(file.toString()));
        }
        TraceSource source = TraceSource.ofFile(file);
        try (TraceWriter writer = TraceWriter.create(output);
                ForeignText text = ForeignText.open(source)) {
            Output written = new Output(writer);
            Counter read = new Counter(merging(written));
            long sizeBytes = source.sizeBytes();
            Line line = new Line();
            while (text.next(line)) {
                format.parse(line, text.lines(), withInstructions, read);
                if (!line.isGood()) {
                    throw ImportErrors.badLine(source, text.lines(), line, format);
                }
                if (text.lines() % REPORT_LINES == 0) {
                    progress.read(Math.min(text.bytesRead(), sizeBytes), sizeBytes);
                }
            }
            read.end();
            if (written.accesses == 0) {
                throw ImportErrors.empty(source, text.lines(), format);
            }
            writer.commit();
            return new Outcome(text.lines(), read.accesses, written.accesses, written.writes);
        }
    }

    private AccessSink merging(AccessSink target) {
        if (format != ForeignFormat.LACKEY) {
            return target;
        }
        return window == 0 ? new ConsecutiveMerger(target) : new WindowMerger(window, target);
    }

    /** Counts accesses on their way. */
    private static final class Counter implements AccessSink {
        private final AccessSink target;
        private long accesses;

        Counter(AccessSink target) {
            this.target = target;
        }

        @Override
        public void access(long first, long last, boolean isWrite) {
            accesses++;
            target.access(first, last, isWrite);
        }

        @Override
        public void end() {
            target.end();
        }
    }

    /** Writes accesses to the page trace. */
    private static final class Output implements AccessSink {
        private final TraceWriter writer;
        private long accesses;
        private long writes;

        Output(TraceWriter writer) {
            this.writer = writer;
        }

        @Override
        public void access(long first, long last, boolean isWrite) {
            for (long page = first; page <= last; page++) {
                writer.write(page, isWrite);
            }
            accesses += last - first + 1;
            writes += isWrite ? last - first + 1 : 0;
        }

        @Override
        public void end() {
            // The trace is whole when it is committed.
        }
    }
}
