/** Tests. */
@NullMarked
package io.ballonet.cli.scenario;

import org.jspecify.annotations.NullMarked;
