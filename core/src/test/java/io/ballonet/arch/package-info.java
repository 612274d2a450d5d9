/** What no compiler holds: the floors of core, and that the guest half never sees the host half. */
@NullMarked
package io.ballonet.arch;

import org.jspecify.annotations.NullMarked;
