package io.ballonet.trace.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReplayPoliciesTest {
    @Test
    void registersThePoliciesByTheirNamesInTheLiterature() {
        assertEquals(
                List.of("opt", "fifo", "lru", "clock0", "clock1", "sieve", "s3fifo", "2q", "arc", "lirs"),
                ReplayPolicies.REGISTRY.names().subList(0, 10));
    }

    @Test
    void citesASourceForEach() {
        for (ReplayPolicyFactory policy : ReplayPolicies.REGISTRY.all()) {
            assertFalse(policy.source().isBlank() || policy.summary().isBlank(), policy.registryName());
        }
    }

    @Test
    void namesTheKnownPoliciesWhereOneIsUnknown() {
        String message =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> ReplayPolicies.REGISTRY.named("mru"))
                        .getMessage());
        assertTrue(message.contains("unknown policy 'mru'; known: opt, fifo, lru, clock0, clock1"), message);
    }
}
