package io.ballonet.peer.scan;

/** A file of {@code /proc/self}, open until it is closed. One thread at a time. */
final class ProcessFile implements AutoCloseable {
    private static final int CLOSED = -1;

    private int descriptor;

    /**
     * Opens it.
     *
     * @throws KernelCallException if it is not there or must not be opened
     */
    ProcessFile(String file, int flags) {
        descriptor = KernelCalls.open(file, flags);
    }

    int descriptor() {
        return descriptor;
    }

    /** Idempotent. */
    @Override
    public void close() {
        if (descriptor != CLOSED) {
            KernelCalls.close(descriptor);
            descriptor = CLOSED;
        }
    }
}
