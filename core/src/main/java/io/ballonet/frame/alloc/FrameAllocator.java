package io.ballonet.frame.alloc;

import io.ballonet.memory.PageBatch;

/**
 * Allocates frame numbers in {@code [0, frames())}, in groups of {@code 2^order} frames whose first frame is a multiple of
 * {@code 2^order}.
 *
 * <p>A group is freed whole, by its first frame and its order. A group that reaches past the last frame does not exist.
 *
 * <p><b>Threads:</b> any number. {@code core} is a hint in {@code [0, cores)} that spreads threads over the structure; two
 * threads may pass the same core at once, which is correct and perhaps slower. <b>Progress:</b> stated by each
 * implementation. <b>Errors:</b> misuse throws and changes nothing: {@link IllegalArgumentException} for what can never be
 * right (a frame out of range or not a multiple of {@code 2^order}, an order or a core out of range),
 * {@link IllegalStateException} for what is not right now (a double free, a frame inside a larger group, another order than
 * it was allocated with), with the frame and its state in the message. Running out is {@link #NO_FRAME}, never an exception.
 */
public interface FrameAllocator extends AutoCloseable {
    /** No group of the order asked for is free. */
    long NO_FRAME = -1L;

    /** What {@link #retries} says where the implementation cannot know. */
    long NOT_COUNTED = -1L;

    /** What {@link #metadataBytes} says where the implementation cannot know. */
    long NOT_KNOWN = -1L;

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

    /** Bytes of metadata, address space that was never touched included; or {@link #NOT_KNOWN}. */
    long metadataBytes();

    /**
     * How often a step was done again because another thread came first (a failed compare-and-set, a lock that was held), over
     * all calls so far; or {@link #NOT_COUNTED}. Counting costs nothing where nobody comes first.
     */
    long retries();

    /**
     * Recomputes every counter from the lowest level and compares. Only when no call is in flight.
     *
     * @throws IllegalStateException naming the first counter that is wrong
     */
    void validate();

    @Override
    void close();
}
