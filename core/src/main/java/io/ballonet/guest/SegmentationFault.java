package io.ballonet.guest;

import java.io.Serial;

/** A process touched an address that it does not have: out of range, misaligned, or read-only. */
public final class SegmentationFault extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    SegmentationFault(String message) {
        super(message);
    }
}
