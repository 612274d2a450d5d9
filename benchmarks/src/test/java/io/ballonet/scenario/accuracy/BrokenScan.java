package io.ballonet.scenario.accuracy;

import io.ballonet.scan.ScanStrategy;
import io.ballonet.scan.ScanStrategyFactory;

/** A strategy that finds its own state broken as soon as it is made. */
public final class BrokenScan implements ScanStrategyFactory {
    /** For the registry, by class name. */
    public BrokenScan() {}

    @Override
    public String registryName() {
        return "broken";
    }

    @Override
    public String summary() {
        return "breaks";
    }

    @Override
    public String source() {
        return "none";
    }

    @Override
    public ScanStrategy create(long pages, long seed) {
        throw new IllegalStateException("planted");
    }
}
