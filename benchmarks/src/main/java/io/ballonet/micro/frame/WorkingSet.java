package io.ballonet.micro.frame;

import io.ballonet.memory.Region;
import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Memory that a neighbour of the zeroing reads line by line: half of a second-level cache of 1 MiB. */
@State(Scope.Thread)
public class WorkingSet {
    /** Its pages. */
    static final int PAGES = 128;

    private static final int LINE_BYTES = 64;

    private final Region region = Region.mapHuge(PageSize.bytesOf(PAGES));

    /** Memory of its own: without a write, all of it would be one page of zeros. */
    public WorkingSet() {
        region.populate(0, region.lengthBytes());
    }

    /** Reads a word of every line. */
    long read() {
        long sum = 0;
        long end = region.address() + PageSize.bytesOf(PAGES);
        for (long at = region.address(); at < end; at += LINE_BYTES) {
            sum += Words.get(at);
        }
        return sum;
    }

    /** Unmaps. */
    @TearDown(Level.Trial)
    public void close() {
        region.close();
    }
}
