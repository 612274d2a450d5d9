package io.ballonet.peer.scan;

import java.io.Serial;

/** The kernel refused a call; the message is half a sentence that names the call and errno, without a full stop. */
public final class KernelCallException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    KernelCallException(String message) {
        super(message);
    }
}
