/** Tests of the benchmarks of translation, shootdown and pins. */
@NullMarked
package io.ballonet.micro.paging;

import org.jspecify.annotations.NullMarked;
