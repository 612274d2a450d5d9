package io.ballonet.guest;

import java.io.Serial;

/** The guest has no free page, nothing to evict, and no balloon to deflate. */
public final class GuestOutOfMemoryException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    GuestOutOfMemoryException(String message) {
        super(message);
    }
}
