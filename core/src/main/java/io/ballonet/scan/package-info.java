/**
 * Finding inactive pages: the strategies, and the view of access bits that they see.
 *
 * <p>A strategy never sees a page table: it sees an {@link io.ballonet.scan.AccessView} over a range of pages and gives
 * page numbers. Start with {@link io.ballonet.scan.ScanStrategy}, then {@link io.ballonet.scan.ScanStrategies}. Depends on
 * {@code paging} and below.
 */
@NullMarked
package io.ballonet.scan;

import org.jspecify.annotations.NullMarked;
