/**
 * {@code ballonet scenario}: one end-to-end run, printed and stored.
 *
 * <p>Depends on {@code scenario}, {@code result} and {@code report}.
 */
@NullMarked
package io.ballonet.cli.scenario;

import org.jspecify.annotations.NullMarked;
