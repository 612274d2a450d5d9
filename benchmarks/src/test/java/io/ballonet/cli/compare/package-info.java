/** Tests. */
@NullMarked
package io.ballonet.cli.compare;

import org.jspecify.annotations.NullMarked;
