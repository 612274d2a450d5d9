/**
 * The commands {@code replay} and {@code trace}: traces from the command line to rows on standard output, nothing else.
 *
 * <p>Expected failures are {@link io.ballonet.cli.UserError}s: status 2 for options, 1 for what is wrong with a trace.
 * Start with {@link io.ballonet.cli.replay.ReplayCommand}.
 */
@NullMarked
package io.ballonet.cli.replay;

import org.jspecify.annotations.NullMarked;
