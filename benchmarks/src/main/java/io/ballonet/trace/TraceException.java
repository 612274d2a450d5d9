package io.ballonet.trace;

import java.io.Serial;
import java.util.Objects;

/** A trace that cannot be read or written. The message, one or two lines, names the file, the line and the mend. */
public final class TraceException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public TraceException(String message) {
        super(message);
    }

    public TraceException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The message; always there. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
