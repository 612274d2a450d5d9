package io.ballonet.scan;

import io.ballonet.unit.Contender;

/** Makes scans of one kind; the unit of the {@link ScanStrategies#REGISTRY}. */
public interface ScanStrategyFactory extends Contender {
    /**
     * A fresh strategy.
     *
     * @param pages pages of the view it will be used on
     * @param seed for strategies that choose at random
     */
    ScanStrategy create(long pages, long seed);

    /**
     * True if a pass looks at every page, so that what it counts is exact; false for a strategy that samples and concludes.
     */
    default boolean isExact() {
        return true;
    }
}
