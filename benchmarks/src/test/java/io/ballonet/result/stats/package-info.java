/** Tests. */
@NullMarked
package io.ballonet.result.stats;

import org.jspecify.annotations.NullMarked;
