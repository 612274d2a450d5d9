/** Tests. */
@NullMarked
package io.ballonet.cli;

import org.jspecify.annotations.NullMarked;
