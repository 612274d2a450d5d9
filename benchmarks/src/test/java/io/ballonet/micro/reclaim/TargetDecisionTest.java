package io.ballonet.micro.reclaim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.reclaim.policy.TargetPolicies;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

final class TargetDecisionTest {
    @Test
    void contendersAreThoseOfTheRegistry() throws NoSuchFieldException {
        Param param =
                TargetDecision.Shortage.class.getDeclaredField("contender").getAnnotation(Param.class);
        assertEquals(
                Arrays.stream(TargetPolicies.values())
                        .map(TargetPolicies::registryName)
                        .toList(),
                List.of(param.value()));
    }

    @Test
    void taxOnIdleMemoryTakesMoreOfItThanEqualParts() {
        double esx = host("esx", 16).idlePercent;
        double proportional = host("proportional", 16).idlePercent;
        assertTrue(esx > proportional + 3 && esx <= 100, "esx=" + esx + ", proportional=" + proportional);
    }

    @Test
    void everyPolicyTakesTheSameInAll() {
        for (int guests : new int[] {16, 256}) {
            long esx = Arrays.stream(host("esx", guests).targets).sum();
            long proportional =
                    Arrays.stream(host("proportional", guests).targets).sum();
            assertTrue(Math.abs(esx - proportional) <= guests, "but for rounding: " + esx + ", " + proportional);
            assertTrue(Math.abs(esx - 23_750L * guests) <= 2L * guests, guests + " guests: " + esx);
        }
    }

    @Test
    void targetsRunsAndCounts() {
        TargetDecision.Taken taken = new TargetDecision.Taken();
        TargetDecision.Shortage host = host("esx", 16);
        long first = new TargetDecision().targets(host, taken);
        assertEquals(host.targets[0], first);
        assertEquals(host.idlePercent, taken.idlePercent);
        assertEquals(1_600_000, new TargetDecision().baseline(host));
    }

    private static TargetDecision.Shortage host(String policy, int guests) {
        TargetDecision.Shortage host = new TargetDecision.Shortage();
        host.contender = policy;
        host.guestCount = guests;
        host.setUp();
        return host;
    }
}
