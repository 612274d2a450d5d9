package io.ballonet.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the contract on every strategy of the registry. */
@ParameterizedClass(name = "{0}")
@MethodSource("registered")
final class ScanStrategiesTest extends ScanStrategyContract {
    private final ScanStrategyFactory factory;

    ScanStrategiesTest(ScanStrategyFactory factory) {
        this.factory = factory;
    }

    static List<ScanStrategyFactory> registered() {
        return ScanStrategies.REGISTRY.all();
    }

    @Override
    protected ScanStrategyFactory factory() {
        return factory;
    }

    @Test
    void isFoundByItsName() {
        assertEquals(factory, ScanStrategies.REGISTRY.named(factory.registryName()));
    }
}
