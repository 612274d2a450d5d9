package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;

/**
 * Allocates frame numbers in {@code [0, frames())}, in aligned groups of {@code 2^order}.
 *
 * <p><b>Threads:</b> any number. {@code core} is a hint in {@code [0, cores)} that spreads threads over the structure; two
 * threads may pass the same core at once, which is correct and perhaps slower. <b>Progress:</b> stated by each
 * implementation. <b>Errors:</b> misuse (double free, wrong order, out of range) throws {@link IllegalArgumentException}
 * or {@link IllegalStateException} that names the frame and its state, and changes nothing; running out is
 * {@link #NO_FRAME}, never an exception.
 */
public interface FrameAllocator extends AutoCloseable {
    /** No group of the order asked for is free. */
    long NO_FRAME = -1L;

    /** First frame of a group that was free, or {@link #NO_FRAME}. */
    long allocate(int order, int core);

    /** Gives a group back that was allocated with the same order. */
    void free(long frame, int order, int core);

    /**
     * Appends up to {@code count} single frames (order 0) to {@code destination}, in ascending order where the structure
     * allows.
     *
     * @return frames appended; fewer than {@code count} only if no more are free
     */
    int allocateBatch(PageBatch destination, int count, int core);

    /** Frees every frame (order 0) of {@code source}. A misuse stops at the frame that it names; those before it are free. */
    void freeBatch(PageBatch source, int core);

    /** Frames it manages. */
    long frames();

    /** Free frames; exact when no call is in flight. */
    long freeFrames();

    /** Aligned groups of 512 frames that are wholly free; exact when no call is in flight. */
    long freeHugeFrames();

    /** True if the frame is free; exact when no call is in flight on it. */
    boolean isFree(long frame);

    /** Largest order that {@link #allocate} takes. */
    int maxOrder();

    /** Bytes of metadata, address space that was never touched included. */
    long metadataBytes();

    /**
     * Recomputes every counter from the lowest level and compares. Only when no call is in flight.
     *
     * @throws IllegalStateException naming the first counter that is wrong
     */
    void validate();

    @Override
    void close();
}
