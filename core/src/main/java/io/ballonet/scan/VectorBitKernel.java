package io.ballonet.scan;

import io.ballonet.memory.Words;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel on the Vector API. Nothing but {@link Kernels} names it, so a JVM without the module never loads it.
 *
 * <p>Four accumulators, for the latency of the vector population count.
 */
final class VectorBitKernel implements BitKernel {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final long VECTOR_BYTES = (long) LANES * Long.BYTES;
    private static final long STEP_BYTES = 4 * VECTOR_BYTES;

    private final PlainBitKernel rest = new PlainBitKernel();

    @Override
    public long count(long address, long words) {
        long end = address + words * Long.BYTES / STEP_BYTES * STEP_BYTES;
        LongVector count0 = LongVector.zero(SPECIES);
        LongVector count1 = count0;
        LongVector count2 = count0;
        LongVector count3 = count0;
        for (long at = address; at < end; at += STEP_BYTES) {
            count0 = count0.add(bitCounts(at));
            count1 = count1.add(bitCounts(at + VECTOR_BYTES));
            count2 = count2.add(bitCounts(at + 2 * VECTOR_BYTES));
            count3 = count3.add(bitCounts(at + 3 * VECTOR_BYTES));
        }
        return count0.add(count1).add(count2.add(count3)).reduceLanes(VectorOperators.ADD)
                + rest.count(end, words - (end - address) / Long.BYTES);
    }

    @Override
    public long countBoth(long address, long other, long words) {
        long apart = other - address;
        long end = address + words * Long.BYTES / STEP_BYTES * STEP_BYTES;
        LongVector count0 = LongVector.zero(SPECIES);
        LongVector count1 = count0;
        LongVector count2 = count0;
        LongVector count3 = count0;
        for (long at = address; at < end; at += STEP_BYTES) {
            count0 = count0.add(bitCounts(at, apart));
            count1 = count1.add(bitCounts(at + VECTOR_BYTES, apart));
            count2 = count2.add(bitCounts(at + 2 * VECTOR_BYTES, apart));
            count3 = count3.add(bitCounts(at + 3 * VECTOR_BYTES, apart));
        }
        return count0.add(count1).add(count2.add(count3)).reduceLanes(VectorOperators.ADD)
                + rest.countBoth(end, end + apart, words - (end - address) / Long.BYTES);
    }

    @Override
    public long nonZero(long address) {
        long found = 0;
        for (int i = 0; i < BLOCK; i += LANES) {
            found |= load(address + (long) i * Long.BYTES)
                            .compare(VectorOperators.NE, 0L)
                            .toLong()
                    << i;
        }
        return found;
    }

    private static LongVector bitCounts(long address) {
        return load(address).lanewise(VectorOperators.BIT_COUNT);
    }

    private static LongVector bitCounts(long address, long apart) {
        return load(address).and(load(address + apart)).lanewise(VectorOperators.BIT_COUNT);
    }

    private static LongVector load(long address) {
        return LongVector.fromMemorySegment(SPECIES, Words.ADDRESS_SPACE, address, ByteOrder.nativeOrder());
    }
}
