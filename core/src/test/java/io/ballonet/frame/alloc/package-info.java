/** Tests of the allocators: contract, model, layouts, stress, and interleavings with weakened twins. */
@NullMarked
package io.ballonet.frame.alloc;

import org.jspecify.annotations.NullMarked;
