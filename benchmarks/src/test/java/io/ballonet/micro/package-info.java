/** What tests and experiments of the benchmarks have in common. */
@NullMarked
package io.ballonet.micro;

import org.jspecify.annotations.NullMarked;
