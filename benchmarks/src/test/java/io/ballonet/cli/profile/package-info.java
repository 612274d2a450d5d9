/** Tests. */
@NullMarked
package io.ballonet.cli.profile;

import org.jspecify.annotations.NullMarked;
