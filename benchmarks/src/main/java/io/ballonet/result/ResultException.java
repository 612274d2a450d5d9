package io.ballonet.result;

import org.jspecify.annotations.Nullable;

/** A result folder that cannot be made, read or written; the message names the file and fits a line. */
public final class ResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message is shown to the user as it is. */
    public ResultException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
