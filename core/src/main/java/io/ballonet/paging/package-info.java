/**
 * Translation: guest page tables (VPN to PPN), the nested table (PPN to MPN), the software TLB, and shootdown.
 *
 * <p>The guest half sees {@link io.ballonet.paging.GuestPageTables} and {@link io.ballonet.paging.ReverseMap}; the host half
 * sees {@link io.ballonet.paging.NestedTable}; only {@link io.ballonet.paging.Mmu} sees both. Holds I2 (no stale reach) with
 * {@link io.ballonet.paging.Shootdown}. Start with {@code Mmu}, then {@code Shootdown}. Depends on {@code frame} and below.
 */
@NullMarked
package io.ballonet.paging;

import org.jspecify.annotations.NullMarked;
