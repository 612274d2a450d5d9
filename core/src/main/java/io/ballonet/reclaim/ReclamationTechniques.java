package io.ballonet.reclaim;

import io.ballonet.unit.Registry;

/** The techniques of this package, and the registry of all. */
public enum ReclamationTechniques implements ReclamationTechniqueFactory {
    /** The guest chooses; the host's default. */
    BALLOON(
            "balloon",
            "the guest's own driver chooses the pages, pins them and sends their numbers",
            "Waldspurger, Memory Resource Management in VMware ESX Server, OSDI '02, section 3.2") {
        @Override
        public ReclamationTechnique create(ReclaimableGuest guest) {
            return guest.balloon();
        }
    };

    /** Every technique: these, then what other jars provide. */
    public static final Registry<ReclamationTechniqueFactory> REGISTRY =
            Registry.of("technique", ReclamationTechniqueFactory.class, values());

    private final String registryName;
    private final String summary;
    private final String source;

    ReclamationTechniques(String registryName, String summary, String source) {
        this.registryName = registryName;
        this.summary = summary;
        this.source = source;
    }

    @Override
    public String registryName() {
        return registryName;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public String source() {
        return source;
    }
}
