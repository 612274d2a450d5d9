/**
 * What frame allocators cost: family {@code allocator}.
 *
 * <p>All run on 1 GiB of frames (262,144), of which {@code fill} are held, spread at random. Start with
 * {@link io.ballonet.micro.alloc.PairBenchmark}. Depends on core and {@code result}.
 */
@NullMarked
package io.ballonet.micro.alloc;

import org.jspecify.annotations.NullMarked;
