/**
 * Other people's allocators behind {@link io.ballonet.frame.alloc.FrameAllocator}: family {@code allocator}, role peer.
 *
 * <p>A group of order <i>n</i> is {@code 4096 << n} bytes of real memory, in the address space at once, resident when it is
 * touched. What each one does:
 *
 * <ul>
 *   <li>{@code jemalloc}: {@code malloc} at orders 0 and 1, whose size classes are cut from page-aligned slabs;
 *       {@code aligned_alloc} to 4 KiB above. {@code free}.
 *   <li>{@code mimalloc}: {@code mi_malloc}, which cuts these sizes from slices of 64 KiB; {@code mi_malloc_aligned} where that
 *       was not aligned. {@code mi_free}.
 *   <li>{@code glibc}: {@code aligned_alloc} to 4 KiB, {@code free}. At order 9 each pair maps and unmaps: the size and its
 *       alignment lie above the threshold for that.
 *   <li>{@code unsafe}: {@code allocateMemory}, aligned to 16 bytes; it knows no alignment, and more memory to cut one out of
 *       would be another allocator.
 *   <li>{@code ffm-arena}: a confined arena a group, aligned to 4 KiB, which writes zeros over it.
 *   <li>{@code netty-pooled}: chunks aligned to 4 KiB; above 32 KiB its thread caches keep nothing.
 *   <li>{@code netty-adaptive}: aligned as it comes; above 1 MiB it keeps nothing.
 * </ul>
 *
 * <p>None of them aligns a group to its own size: that takes up to twice the memory and, with jemalloc, ten times the time.
 *
 * <p><b>The peer at its best:</b> thread caches on, no leak detection, objects recycled by thread; default settings else. Native
 * functions are called as {@code critical}, without a change of the thread's state, which halves the time of a pair; their
 * handles are constants. What remains of ours is measured by {@code PeerAdapterBenchmark}.
 *
 * <p><b>What a peer cannot do:</b> it cannot say whether a frame is free, nor which groups of 512 are, nor what its metadata
 * takes; it detects no misuse. A frame number is a handle, not a place in {@code [0, frames)}.
 *
 * <p><b>Threads:</b> unlike our own, only with a core for each. Start with {@link io.ballonet.peer.alloc.PeerAllocator}. Depends
 * on core only.
 */
@NullMarked
package io.ballonet.peer.alloc;

import org.jspecify.annotations.NullMarked;
