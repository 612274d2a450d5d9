/**
 * Import: traces in the formats of other tools and collections, plain, gzip or zstd, to page traces.
 *
 * <p>A {@link io.ballonet.trace.foreign.ForeignFormat} makes accesses of lines, a {@link
 * io.ballonet.trace.foreign.AccessSink} merges them, {@link io.ballonet.trace.foreign.TraceImport} does both from file to file.
 * Everything is streamed: memory is bounded, but for a window's pages. Whatever is wrong with a file is a {@link
 * io.ballonet.trace.TraceException} that names file, line, text and mend; then no output appears.
 */
@NullMarked
package io.ballonet.trace.foreign;

import org.jspecify.annotations.NullMarked;
