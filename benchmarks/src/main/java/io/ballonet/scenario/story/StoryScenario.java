package io.ballonet.scenario.story;

import io.ballonet.result.Subject;
import io.ballonet.scenario.Scenario;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.scenario.ScenarioResult;
import io.ballonet.scenario.ScenarioSettings;
import java.util.List;

/** {@link Story} as a scenario: it measures nothing and is over in a moment. */
public final class StoryScenario implements Scenario {
    /** The story. */
    public StoryScenario() {}

    @Override
    public String registryName() {
        return "story";
    }

    @Override
    public String summary() {
        return "the balloon explained on four pages: both mappings before and after each step";
    }

    @Override
    public String source() {
        return "Waldspurger, Memory Resource Management in VMware ESX Server, OSDI '02, section 3.2";
    }

    @Override
    public List<Subject> subjects() {
        return List.of();
    }

    @Override
    public ScenarioResult run(ScenarioSettings settings, ScenarioProgress progress) {
        return ScenarioResult.ofText(StoryPrinter.print(Story.tell(), settings.color()));
    }
}
