package io.ballonet.reclaim.policy;

import io.ballonet.unit.Contender;

/** Makes policies of one kind; the unit of the {@link TargetPolicies#REGISTRY}. */
public interface TargetPolicyFactory extends Contender {
    /** The policy with its default settings. */
    TargetPolicy create();
}
