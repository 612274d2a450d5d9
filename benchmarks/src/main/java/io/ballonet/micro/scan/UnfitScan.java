package io.ballonet.micro.scan;

import io.ballonet.result.Exclusion;
import io.ballonet.scan.ScanStrategies;
import java.util.Map;
import java.util.Optional;

/** Which strategies a benchmark of scans cannot ask, and why. */
public final class UnfitScan {
    private UnfitScan() {}

    /** Passes that must count every accessed page. */
    public static final class ForWholePasses implements Exclusion {
        /** For the catalogue. */
        public ForWholePasses() {}

        @Override
        public Optional<String> reason(String contender, Map<String, String> parameters) {
            return ScanStrategies.REGISTRY.named(contender).isExact()
                    ? Optional.empty()
                    : Optional.of(
                            "does not look at every page in a pass, so its pages a second are no pages looked at");
        }
    }

    /** Calls after which the bits behind one hand are set again. */
    public static final class ForOneHand implements Exclusion {
        /** For the catalogue. */
        public ForOneHand() {}

        @Override
        public Optional<String> reason(String contender, Map<String, String> parameters) {
            return contender.equals(ScanStrategies.TWO_HANDED_CLOCK.registryName())
                    ? Optional.of(
                            "clears bits far ahead of where it takes pages, and the benchmark sets those behind again")
                    : Optional.empty();
        }
    }
}
