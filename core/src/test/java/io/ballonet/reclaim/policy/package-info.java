/** Tests of the target policies: the paper's examples, properties over seeded guests, and the state's transitions. */
@NullMarked
package io.ballonet.reclaim.policy;

import org.jspecify.annotations.NullMarked;
