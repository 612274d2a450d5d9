/** Tests. */
@NullMarked
package io.ballonet.cli.diff;

import org.jspecify.annotations.NullMarked;
