package io.ballonet.host;

import java.io.Serial;

/** A guest touched a page and the host found no frame for it within its bound, whatever it asked of other guests. */
public final class HostOutOfMemoryException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    HostOutOfMemoryException(String message) {
        super(message);
    }
}
