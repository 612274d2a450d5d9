/** Tests of the peers. */
@NullMarked
package io.ballonet.peer.alloc;

import org.jspecify.annotations.NullMarked;
