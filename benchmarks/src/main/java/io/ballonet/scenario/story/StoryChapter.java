package io.ballonet.scenario.story;

import java.util.List;

/**
 * A part of the story that begins with a new host.
 *
 * @param title one line
 * @param setting what is different from the other chapters, in plain words
 * @param steps in order, each beginning where the one before ended
 */
public record StoryChapter(String title, String setting, List<StoryStep> steps) {
    /** Copies the steps. */
    public StoryChapter {
        steps = List.copyOf(steps);
    }
}
