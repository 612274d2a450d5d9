/**
 * What frame allocators cost: family {@code allocator}, after the set that LLFree was measured with (Wrenger et al., USENIX ATC '23,
 * section 6).
 *
 * <p>At order 0 they run on 1 GiB of frames (262,144), at order 9 on 64 GiB (32,768 groups), of which {@code fill} are held, spread at
 * random; frames have no memory here, an allocator sees numbers only. A peer that takes memory from the machine holds as much of its
 * address space, untouched, and runs at order 0 only. {@link io.ballonet.micro.alloc.Unfit} says what else is left out.
 *
 * <p>Start with {@link io.ballonet.micro.alloc.PairBenchmark}. Depends on core, {@code trace} and {@code result}.
 */
@NullMarked
package io.ballonet.micro.alloc;

import org.jspecify.annotations.NullMarked;
