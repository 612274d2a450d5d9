/** Tests. */
@NullMarked
package io.ballonet.scenario.scaling;

import org.jspecify.annotations.NullMarked;
