package io.ballonet.guest;

import java.io.Serial;

/** A virtual CPU is inside the guest and does not poll, so pages cannot be taken from it. Nothing was freed. */
public final class StalledVirtualCpuException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    StalledVirtualCpuException(String message) {
        super(message);
    }
}
