/**
 * Regions of off-heap memory from {@code mmap}, words in them by address, and lists of page numbers.
 *
 * <p>All native calls stand in {@link io.ballonet.memory.NativeMemory}; all access by raw address in
 * {@link io.ballonet.memory.Words}. Regions are closed by whoever mapped them, after the last thread that reads them has
 * stopped: an access to a closed region ends the process, as in any systems language. Depends on {@code unit} alone.
 */
@NullMarked
package io.ballonet.memory;

import org.jspecify.annotations.NullMarked;
