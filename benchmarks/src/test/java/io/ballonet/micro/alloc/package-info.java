/** Tests of the allocator benchmarks. */
@NullMarked
package io.ballonet.micro.alloc;

import org.jspecify.annotations.NullMarked;
