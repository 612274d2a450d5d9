package io.ballonet.reclaim.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the contract on every policy of the registry. */
@ParameterizedClass(name = "{0}")
@MethodSource("registered")
final class TargetPoliciesTest extends TargetPolicyContract {
    private final TargetPolicyFactory factory;

    TargetPoliciesTest(TargetPolicyFactory factory) {
        this.factory = factory;
    }

    static List<TargetPolicyFactory> registered() {
        return TargetPolicies.REGISTRY.all();
    }

    @Override
    protected TargetPolicyFactory factory() {
        return factory;
    }

    @Test
    void registryHoldsTheBuiltIns() {
        assertEquals(List.of("esx", "proportional"), TargetPolicies.REGISTRY.names());
    }
}
