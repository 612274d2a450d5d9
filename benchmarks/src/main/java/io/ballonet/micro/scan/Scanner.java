package io.ballonet.micro.scan;

import io.ballonet.scan.ScanStrategies;
import io.ballonet.scan.ScanStrategy;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The strategy under test, made for the table that it is first used on. */
@State(Scope.Thread)
public class Scanner {
    /** Times as many warm-ups as others get, for passes of vectors: what compiles them was seen to take half a second. */
    static final int WARMUPS = 4;

    private static final long SEED = 42;

    @Param({
        "linear",
        "clock",
        "two-handed-clock",
        "aging",
        "multi-generation",
        "sieve",
        "sampled-idle",
        "region",
        "hierarchical",
        "random"
    })
    String contender = "clock";

    private @Nullable ScanStrategy strategy;

    ScanStrategy on(TableState table) {
        ScanStrategy made = strategy;
        if (made == null) {
            made = ScanStrategies.REGISTRY.named(contender).create(table.pages(), SEED);
            strategy = made;
        }
        return made;
    }

    /** Frees what the strategy keeps off-heap. */
    @TearDown(Level.Trial)
    public void tearDown() {
        ScanStrategy made = strategy;
        strategy = null;
        if (made != null) {
            made.close();
        }
    }
}
