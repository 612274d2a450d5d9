package io.ballonet.micro.reclaim;

import io.ballonet.frame.Zeroing;
import java.util.Locale;

/** What becomes of a reclaimed frame's bytes: the values of the parameter {@code mode}. */
enum ReclaimMode {
    /** Nothing: the next owner's frame is zeroed when it is allocated. */
    METADATA(Zeroing.AT_ALLOCATION),
    /** Zeroed before the frame is free. */
    ZEROING(Zeroing.AT_FREE),
    /** Given back to the operating system. */
    RETURNED(Zeroing.RETURN_TO_OS);

    private final Zeroing zeroing;

    ReclaimMode(Zeroing zeroing) {
        this.zeroing = zeroing;
    }

    /** The mode of that parameter value. */
    static ReclaimMode named(String name) {
        for (ReclaimMode mode : values()) {
            if (mode.label().equals(name)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("mode must be metadata, zeroing or returned: mode=" + name);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Zeroing zeroing() {
        return zeroing;
    }
}
