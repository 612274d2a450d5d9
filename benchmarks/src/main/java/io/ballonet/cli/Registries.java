package io.ballonet.cli;

import io.ballonet.channel.BalloonChannels;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.reclaim.policy.TargetPolicies;
import io.ballonet.result.Kind;
import io.ballonet.scan.ScanStrategies;
import io.ballonet.scenario.Scenarios;
import io.ballonet.trace.policy.ReplayPolicies;
import io.ballonet.unit.Contender;
import io.ballonet.unit.Registry;
import java.util.List;
import java.util.Optional;

/** Every registry of contenders: what {@code list} prints and where {@code compare} asks for a contender's kind. */
public final class Registries {
    private static final List<Registry<?>> ALL = List.of(
            FrameAllocators.REGISTRY,
            BalloonChannels.REGISTRY,
            ScanStrategies.REGISTRY,
            TargetPolicies.REGISTRY,
            ReplayPolicies.REGISTRY,
            Scenarios.REGISTRY);

    private Registries() {}

    /** In the order of the families. */
    public static List<Registry<?>> all() {
        return ALL;
    }

    /** {@code FOIL} where the family's registry says so, else {@code otherwise}. */
    public static Kind kind(String family, String contender, Kind otherwise) {
        return contender(family, contender)
                .filter(Contender::isFoil)
                .map(foil -> Kind.FOIL)
                .orElse(otherwise);
    }

    private static Optional<? extends Contender> contender(String family, String name) {
        return ALL.stream()
                .filter(registry -> registry.family().equals(family))
                .flatMap(registry -> registry.all().stream())
                .filter(contender -> contender.registryName().equals(name))
                .findFirst();
    }
}
