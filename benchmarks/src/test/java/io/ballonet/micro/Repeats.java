package io.ballonet.micro;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A slowdown of known size: every {@code every}-th operation is done twice, which is 1 in {@code every} more work of the same kind.
 * Both sides of a comparison count, so that they differ by the repeats alone.
 */
@State(Scope.Thread)
public class Repeats {
    /** 20 plants 5 %; 1,000 next to nothing, but the code is compiled for both. */
    @Param({"20", "1000"})
    public int every = 20;

    private int count;

    /** True if the operation that begins is to be done twice. */
    public boolean due() {
        count++;
        if (count < every) {
            return false;
        }
        count = 0;
        return true;
    }

    /** So much work and the share of it that is repeated, for an operation that does nothing if done twice. */
    public long withRepeats(long work) {
        return work + work / every;
    }
}
