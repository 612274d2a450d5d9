/**
 * Page traces made from a seed: the access patterns of the literature, each with one property that an inactivity scan or a
 * replacement policy is good or bad at.
 *
 * <p>A trace is generated whole, before anything is measured. Start with
 * {@link io.ballonet.trace.synthetic.SyntheticWorkloads}. Depends on {@code trace} alone.
 */
@NullMarked
package io.ballonet.trace.synthetic;

import org.jspecify.annotations.NullMarked;
