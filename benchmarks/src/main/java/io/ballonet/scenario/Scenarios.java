package io.ballonet.scenario;

import io.ballonet.scenario.accuracy.AccuracyScenario;
import io.ballonet.scenario.interference.ScanInterference;
import io.ballonet.scenario.latency.LatencySweep;
import io.ballonet.scenario.live.LiveReplayScenario;
import io.ballonet.scenario.overcommit.Overcommit;
import io.ballonet.scenario.scale.ScanScale;
import io.ballonet.scenario.scaling.Scaling;
import io.ballonet.scenario.story.StoryScenario;
import io.ballonet.unit.Registry;

/** Every scenario. */
public final class Scenarios {
    /** Built-in ones first, then what is found on the class path. */
    public static final Registry<Scenario> REGISTRY = Registry.of("scenario", Scenario.class, new Scenario[] {
        new StoryScenario(),
        new LiveReplayScenario(),
        new Overcommit(),
        new AccuracyScenario(),
        new ScanInterference(),
        new ScanScale(),
        new Scaling(),
        new LatencySweep()
    });

    private Scenarios() {}
}
