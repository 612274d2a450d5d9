/** What no compiler holds: the layers of the benchmarks. */
@NullMarked
package io.ballonet.arch;

import org.jspecify.annotations.NullMarked;
