package io.ballonet.memory;

import java.io.Serial;

/** The operating system refused memory; the message names the call, the address, the length and errno. */
public final class OffHeapException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    OffHeapException(String message) {
        super(message);
    }
}
