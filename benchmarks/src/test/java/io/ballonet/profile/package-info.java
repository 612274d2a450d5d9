/** Tests. */
@NullMarked
package io.ballonet.profile;

import org.jspecify.annotations.NullMarked;
