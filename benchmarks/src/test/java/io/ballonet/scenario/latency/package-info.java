/** Tests. */
@NullMarked
package io.ballonet.scenario.latency;

import org.jspecify.annotations.NullMarked;
