/**
 * Page traces: their text form, their packed form in memory, the traces that ship, and what a trace holds at a glance.
 *
 * <p>A {@link io.ballonet.trace.TraceSource} is opened as a {@link io.ballonet.trace.TraceReader}, which streams, or loaded
 * as a {@link io.ballonet.trace.PageTrace}, which the policies of {@code trace.policy} replay. Whatever is wrong with a
 * file is a {@link io.ballonet.trace.TraceException} that names file, line and mend. Depends on core alone.
 */
@NullMarked
package io.ballonet.trace;

import org.jspecify.annotations.NullMarked;
