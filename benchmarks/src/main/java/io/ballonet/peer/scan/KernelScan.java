package io.ballonet.peer.scan;

/**
 * One of the kernel's ways to look at every page of a region, open for that region until it is closed.
 *
 * <p><b>Concurrency:</b> one thread at a time. Other threads may touch the region meanwhile: whether their pages are in the
 * answer is then open. Blocking: the walk holds a lock of the process's memory that a change of its mappings waits for.
 */
public interface KernelScan extends AutoCloseable {
    /** A pass that looked at every page and says nothing about them. */
    long NOT_TOLD = -1;

    /**
     * Looks at every page of the region once.
     *
     * @return how many of them are present, or {@link #NOT_TOLD}
     * @throws KernelCallException if the kernel refuses
     */
    long pass();

    /** Gives back what it has open; idempotent. The region stays. */
    @Override
    void close();
}
