/** {@code ballonet diff}; start at {@link io.ballonet.cli.diff.DiffCommand}. */
@NullMarked
package io.ballonet.cli.diff;

import org.jspecify.annotations.NullMarked;
