package io.ballonet.cli;

import io.ballonet.channel.BalloonChannels;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.peer.scan.KernelScans;
import io.ballonet.reclaim.ReclamationTechniques;
import io.ballonet.reclaim.policy.TargetPolicies;
import io.ballonet.result.Kind;
import io.ballonet.scan.ScanStrategies;
import io.ballonet.scenario.Scenarios;
import io.ballonet.trace.policy.ReplayPolicies;
import io.ballonet.trace.synthetic.SyntheticWorkloads;
import io.ballonet.unit.Contender;
import io.ballonet.unit.Registry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every registry of contenders: what {@code list} prints and where {@code compare} asks for a contender's kind. */
public final class Registries {
    private static final List<Registry<?>> ALL = List.of(
            FrameAllocators.REGISTRY,
            BalloonChannels.REGISTRY,
            ScanStrategies.REGISTRY,
            KernelScans.REGISTRY,
            ReclamationTechniques.REGISTRY,
            TargetPolicies.REGISTRY,
            ReplayPolicies.REGISTRY,
            SyntheticWorkloads.REGISTRY,
            Scenarios.REGISTRY);

    /**
     * Family of {@code compare} and the registries whose contenders it measures; the two have names of their own. Contenders from
     * outside are of the first; those of another cannot do what its benchmarks ask.
     */
    private static final Map<String, List<Registry<?>>> MEASURED = Map.of(
            "allocator", List.of(FrameAllocators.REGISTRY),
            "channel", List.of(BalloonChannels.REGISTRY),
            "scan", List.of(ScanStrategies.REGISTRY, KernelScans.REGISTRY),
            "technique", List.of(ReclamationTechniques.REGISTRY),
            "policy", List.of(TargetPolicies.REGISTRY),
            "replay", List.of(ReplayPolicies.REGISTRY));

    private Registries() {}

    /** In the order of the families. */
    public static List<Registry<?>> all() {
        return ALL;
    }

    /** Names of the first registry that a family of {@code compare} measures; empty where it measures none. */
    public static List<String> names(String family) {
        return measured(family).stream()
                .findFirst()
                .map(registry -> registry.names())
                .orElse(List.of());
    }

    private static List<Registry<?>> measured(String family) {
        return MEASURED.getOrDefault(family, List.of());
    }

    /** True if the family's registry takes the name: one of its list, a class, or {@code outer+inner}. */
    public static boolean knows(String family, String name) {
        return contender(family, name).isPresent();
    }

    /** {@code FOIL} or {@code PEER} where the family's registry says so, else {@code otherwise}. */
    public static Kind kind(String family, String contender, Kind otherwise) {
        return contender(family, contender)
                .map(known -> switch (known.role()) {
                    case FOIL -> Kind.FOIL;
                    case PEER -> Kind.PEER;
                    case OURS, OPTIMUM -> otherwise;
                })
                .orElse(otherwise);
    }

    /** Why the contender cannot run here; empty where it can, or no registry knows it. */
    public static Optional<String> unavailable(String family, String contender) {
        return contender(family, contender).flatMap(Contender::unavailable);
    }

    /** Contenders of any family that cannot run here, in the order of the registries. */
    static List<Contender> unavailable() {
        return ALL.stream()
                .flatMap(registry -> registry.all().stream())
                .filter(contender -> contender.unavailable().isPresent())
                .map(Contender.class::cast)
                .toList();
    }

    private static Optional<Contender> contender(String family, String name) {
        return measured(family).stream()
                .flatMap(registry -> contender(registry, name).stream())
                .findFirst();
    }

    private static Optional<Contender> contender(Registry<?> registry, String name) {
        try {
            return Optional.of(registry.named(name));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
