package io.ballonet.scenario.accuracy;

import io.ballonet.scan.ScanStrategy;
import io.ballonet.scan.ScanStrategyFactory;

/** The blind strategy under the name of the one that must be exact. */
public final class FalseLinearScan implements ScanStrategyFactory {
    /** For the registry, by class name. */
    public FalseLinearScan() {}

    @Override
    public String registryName() {
        return "linear";
    }

    @Override
    public String summary() {
        return "prefers accessed pages";
    }

    @Override
    public String source() {
        return "none";
    }

    @Override
    public ScanStrategy create(long pages, long seed) {
        return new BlindScan().create(pages, seed);
    }
}
