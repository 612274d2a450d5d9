/**
 * Target policies: numbers of frames, pages and shares in, balloon targets in pages out; no state, no memory, no clock.
 *
 * <p>Start with {@link io.ballonet.reclaim.policy.TargetPolicy}, then
 * {@link io.ballonet.reclaim.policy.EsxTargetPolicy}. The thresholds and the arithmetic are those of C. A. Waldspurger,
 * Memory Resource Management in VMware ESX Server, OSDI '02, sections 5 and 6.3. Depends on {@code unit} alone.
 */
@NullMarked
package io.ballonet.reclaim.policy;

import org.jspecify.annotations.NullMarked;
