/**
 * The kernel's own ways to look at the pages of a process: family {@code scan}, role peer.
 *
 * <p>Each works on a mapped, private, anonymous region of 4 KiB pages, and walks the page tables that the processor uses, 8 bytes
 * a page. What each one does with an entry:
 *
 * <ul>
 *   <li>{@code mincore}: writes a byte that says whether the page is there.
 *   <li>{@code pagemap-scan}: compares it with a mask and writes 24 bytes for each run of pages that fit, so that a region whose
 *       pages are all there costs it the walk alone, and one where every other page is costs it most.
 *   <li>{@code pagemap-read}: writes 8 bytes that say where the page is.
 *   <li>{@code clear-refs}: clears its accessed bit, and the marks of the page's frame that stand for earlier ones. It works on
 *       all memory of the process.
 * </ul>
 *
 * <p><b>What they are beside ours.</b> The first three say which pages are present, not which were accessed: the same walk for a
 * neighbouring question. The kernel offers accessed bits by page only through {@code /sys/kernel/mm/page_idle/bitmap}, by frame
 * and to the superuser, and sums of them through {@code smaps} ({@link io.ballonet.peer.scan.ProcessPages}). A system call, the
 * check of what lies at the address, and copies to user memory are in the figures, because who asks pays for them. Reading and
 * counting the answer is in the figures too.
 *
 * <p><b>Threads:</b> a scan is used by one thread at a time. Start with {@link io.ballonet.peer.scan.KernelScans}. Depends on
 * core only.
 */
@NullMarked
package io.ballonet.peer.scan;

import org.jspecify.annotations.NullMarked;
