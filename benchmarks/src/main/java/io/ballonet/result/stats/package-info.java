/**
 * Tests, intervals and corrections over plain numbers: pure functions, the same answer for the same input. Depends on nothing
 * of Ballonet; start at {@link io.ballonet.result.stats.RankSum}.
 */
@NullMarked
package io.ballonet.result.stats;

import org.jspecify.annotations.NullMarked;
