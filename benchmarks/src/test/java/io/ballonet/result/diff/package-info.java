/** Tests. */
@NullMarked
package io.ballonet.result.diff;

import org.jspecify.annotations.NullMarked;
