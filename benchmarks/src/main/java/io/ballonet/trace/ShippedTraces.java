package io.ballonet.trace;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.List;

/** The traces that ship with the project, by name: the default real input. Their origin stands in README.md beside them. */
public final class ShippedTraces {
    private static final List<String> NAMES = List.of("own_sqlite", "own_sort", "own_cc1");
    private static final String SUFFIX = ".pt.gz";

    private ShippedTraces() {}

    /** Names, such as {@code own_cc1}. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The trace of that name.
     *
     * @throws TraceException if there is none
     */
    public static TraceSource source(String name) {
        if (!NAMES.contains(name)) {
            throw new TraceException(
                    "no shipped trace '" + TextQuote.escape(name) + "'; shipped: " + String.join(", ", NAMES));
        }
        String fileName = name + SUFFIX;
        return TraceSource.ofResource(fileName, () -> {
            InputStream bytes = ShippedTraces.class.getResourceAsStream(fileName);
            if (bytes == null) {
                throw new FileNotFoundException("it is missing from the jar; build again");
            }
            return bytes;
        });
    }
}
