/**
 * The main job: which rows there are, how long each may take, running them fork by fork, and writing the result. Start at
 * {@link io.ballonet.cli.compare.Comparison}. Depends on {@code result}, {@code report} and JMH.
 */
@NullMarked
package io.ballonet.cli.compare;

import org.jspecify.annotations.NullMarked;
