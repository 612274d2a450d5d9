package org.example.ballonet;

import io.ballonet.reclaim.policy.TargetPolicyContract;
import io.ballonet.reclaim.policy.TargetPolicyFactory;

final class FirstBootedTest extends TargetPolicyContract {
    @Override
    protected TargetPolicyFactory factory() {
        return new FirstBooted();
    }
}
