/**
 * A guest: virtual CPUs, address spaces, and the kernel that pages for them.
 *
 * <p>Knows its own page numbers and tables, and nothing of frames or of other guests (obliviousness): bytes are reached only
 * through {@link io.ballonet.paging.Mmu}. Holds I6 (no lost bytes) inside the guest. Start with
 * {@link io.ballonet.guest.Guest}, then {@link io.ballonet.guest.VirtualCpu} and {@link io.ballonet.guest.GuestKernel}.
 * Depends on {@code balloon.driver}, {@code scan}, {@code paging} and below.
 */
@NullMarked
package io.ballonet.guest;

import org.jspecify.annotations.NullMarked;
