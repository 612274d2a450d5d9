/** Tests of the benchmarks of zeroing. */
@NullMarked
package io.ballonet.micro.frame;

import org.jspecify.annotations.NullMarked;
