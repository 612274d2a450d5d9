/**
 * What this machine can do at best: read, zero, compare-and-set, give pages back, pass a cache line. Every other family is
 * put in relation to these, in the same run.
 *
 * <p>A limit must be at least as good as what is measured against it, so kernels here do the least work that touches the
 * same memory. Depends on {@code core} and {@code result}.
 */
@NullMarked
package io.ballonet.micro.limit;

import org.jspecify.annotations.NullMarked;
