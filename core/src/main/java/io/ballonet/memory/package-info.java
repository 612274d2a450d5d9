/**
 * Regions of off-heap memory from {@code mmap}, words in them by address, and lists of page numbers.
 *
 * <p>All calls of the C library stand in {@link io.ballonet.memory.NativeMemory}, the one routine of machine code in {@link
 * io.ballonet.memory.StreamingZero}; all access by raw address in
 * {@link io.ballonet.memory.Words}. Regions are closed by whoever mapped them, after the last thread that reads them has
 * stopped: an access to a closed region ends the process, as in any systems language. Depends on {@code unit} alone.
 */
@NullMarked
package io.ballonet.memory;

import org.jspecify.annotations.NullMarked;
