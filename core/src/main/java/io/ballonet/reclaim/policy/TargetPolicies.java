package io.ballonet.reclaim.policy;

import io.ballonet.unit.Registry;

/** The policies of this package, and the registry of all. */
public enum TargetPolicies implements TargetPolicyFactory {
    /** Shares with an idle memory tax; the host's default. */
    ESX(
            "esx",
            "shares per page with an idle memory tax, min-funding revocation",
            "Waldspurger, Memory Resource Management in VMware ESX Server, OSDI '02, section 5") {
        @Override
        public TargetPolicy create() {
            return EsxTargetPolicy.withDefaults();
        }
    },

    /** Everybody gives the same part. */
    PROPORTIONAL(
            "proportional",
            "every guest gives the same part of what it can give, whatever its shares and activity",
            "the baseline without shares or tax that section 5 of Waldspurger, OSDI '02, argues against") {
        @Override
        public TargetPolicy create() {
            return new ProportionalTargetPolicy(EsxTargetPolicy.DEFAULT_CAP_FRACTION);
        }
    };

    /** Every policy: these, then what other jars provide. */
    public static final Registry<TargetPolicyFactory> REGISTRY =
            Registry.of("target policy", TargetPolicyFactory.class, values());

    private final String registryName;
    private final String summary;
    private final String source;

    TargetPolicies(String registryName, String summary, String source) {
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
