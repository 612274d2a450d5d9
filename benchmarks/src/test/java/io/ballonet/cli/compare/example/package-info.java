/** Small benchmarks, for the tests of discovery and of forks. */
@NullMarked
package io.ballonet.cli.compare.example;

import org.jspecify.annotations.NullMarked;
