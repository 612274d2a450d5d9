/** The commands of {@code ballonet}; start at {@link io.ballonet.cli.Ballonet}. */
@NullMarked
package io.ballonet.cli;

import org.jspecify.annotations.NullMarked;
