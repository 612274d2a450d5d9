/**
 * Machine memory: one state word a frame, the bytes behind it, and who zeroes them when.
 *
 * <p>Host half: nothing of a guest may look in here (obliviousness). Holds I1 (one owner), I3 (fresh frames read zeros) and
 * I5 (host pins hold). Start with {@link io.ballonet.frame.FrameState}, then {@link io.ballonet.frame.MachineMemory}, then {@link
 * io.ballonet.frame.BackgroundZeroing}.
 * Depends on {@code frame.alloc}, {@code memory} and {@code unit}.
 */
@NullMarked
package io.ballonet.frame;

import org.jspecify.annotations.NullMarked;
