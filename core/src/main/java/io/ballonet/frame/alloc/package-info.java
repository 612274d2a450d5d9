/**
 * Allocators of frames behind one interface, with all their state off-heap.
 *
 * <p>An allocator hands out numbers, not memory: the host uses one for machine frames (MPNs), each guest one for its pages
 * (PPNs). All-zero metadata means free, so an allocator of terabytes costs no resident memory until it is used. Start with
 * {@link io.ballonet.frame.alloc.FrameAllocator}, then {@code FrameAllocators}. Depends on
 * {@code memory} and {@code unit}.
 */
@NullMarked
package io.ballonet.frame.alloc;

import org.jspecify.annotations.NullMarked;
