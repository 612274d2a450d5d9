package io.ballonet.micro.alloc;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The allocator under test, half full. */
@State(Scope.Benchmark)
public class FilledAllocator extends AllocatorUnderTest {
    /** Part of the groups that is held from the start, at random places. */
    @Param("0.5")
    public double fill = 0.5;

    @Override
    double part() {
        return fill;
    }
}
