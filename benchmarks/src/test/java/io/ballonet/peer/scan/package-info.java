/** Tests of the kernel's scans. */
@NullMarked
package io.ballonet.peer.scan;

import org.jspecify.annotations.NullMarked;
