/** Tests. */
@NullMarked
package io.ballonet.cli.sweep;

import org.jspecify.annotations.NullMarked;
