package io.ballonet.trace.foreign;

import io.ballonet.trace.TextQuote;
import io.ballonet.trace.TraceErrors;
import io.ballonet.trace.TraceException;
import io.ballonet.trace.TraceSource;
import java.io.IOException;

/** The messages of files that cannot be imported: file, line and text, then the mend. The one list of them. */
final class ImportErrors {
    private ImportErrors() {}

    static TraceException badLine(TraceSource source, long number, Line line, ForeignFormat format) {
        String quote = at(source, number) + TextQuote.quote(line.bytes(), line.from(), line.to());
        if (line.problem() == Line.Problem.RANGE) {
            return new TraceException(quote + " has a number that is too large for " + format
                    + "\n  mend the line, or copy the file again");
        }
        if (TextQuote.isBinary(line.bytes(), line.from(), Math.min(line.to(), line.from() + TextQuote.SHOWN_BYTES))) {
            return new TraceException(
                    quote + " looks binary; " + format + " is text\n  plain, gzip and zstd are read: unpack it first");
        }
        return new TraceException(quote + " is no line of " + format + "\n  a line is " + format.grammar()
                + ": mend it, or name another --format");
    }

    static TraceException cutLine(TraceSource source, long number, byte[] text, int from, int to) {
        return new TraceException(at(source, number) + "the last line, " + TextQuote.quote(text, from, to)
                + ", has no line feed, so the file may be cut\n  copy it again, or end the line if it is whole");
    }

    static TraceException longLine(TraceSource source, long number, byte[] text, int length) {
        return new TraceException(at(source, number) + TextQuote.quote(text, 0, length) + " goes on past " + length
                + " bytes\n  no format has such lines: is it text at all?");
    }

    static TraceException empty(TraceSource source, long lines, ForeignFormat format) {
        return new TraceException(source.label() + ": no access in " + (lines == 0 ? "an empty file" : lines + " lines")
                + "\n  no trace was made; a line of " + format + " is " + format.grammar());
    }

    static TraceException noSuchFile(String label) {
        return new TraceException(label + ": no such file\n  name the file to import");
    }

    static TraceException unreadable(TraceSource source, long linesRead, IOException cause) {
        return TraceErrors.unreadable(source, linesRead, cause);
    }

    private static String at(TraceSource source, long line) {
        return source.label() + ": line " + line + ": ";
    }
}
