package io.ballonet.result;

import java.util.Comparator;
import java.util.List;

/** The families of measurements, in the order in which they are run and shown. */
public final class Families {
    /** The machine itself; always run, because every ratio needs it. */
    public static final String LIMIT = "limit";

    /** Every family that {@code summary.json} may name. */
    public static final List<String> NAMES = List.of(
            LIMIT,
            "allocator",
            "zeroing",
            "translation",
            "shootdown",
            "pin",
            "channel",
            "scan",
            "reclaim",
            "technique",
            "policy",
            "replay");

    private Families() {}

    /** {@link #NAMES} first, in their order, then unknown ones by name. */
    public static Comparator<String> order() {
        return Comparator.<String>comparingInt(Families::rank).thenComparing(Comparator.naturalOrder());
    }

    private static int rank(String family) {
        int index = NAMES.indexOf(family);
        return index < 0 ? NAMES.size() : index;
    }
}
