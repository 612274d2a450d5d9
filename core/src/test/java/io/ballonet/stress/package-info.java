/**
 * Concurrency tests by jcstress, each beside a weakened twin that differs by one ordering or one compare-and-set.
 *
 * <p>Every class here that carries {@code @JCStressTest} is run by {@link io.ballonet.stress.JcstressTest}: a test must show
 * no forbidden outcome, and a class whose name ends in {@code Weakened} must show one, or the test beside it proves nothing.
 * States live in {@link io.ballonet.stress.Slots}, off-heap as in the structures that they model.
 */
@NullMarked
package io.ballonet.stress;

import org.jspecify.annotations.NullMarked;
