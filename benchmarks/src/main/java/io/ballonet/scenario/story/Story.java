package io.ballonet.scenario.story;

import java.util.List;

/**
 * The picture of the balloon, played on real frames: guest A has four real pages, of which red and yellow are active, green
 * and dark-blue are not; guest B needs memory.
 *
 * <p>Every chapter runs a host of five frames, stepped by hand, and ends with its invariants checked. One thread;
 * deterministic.
 */
public final class Story {
    private Story() {}

    /** Plays all chapters. */
    public static List<StoryChapter> tell() {
        return List.of(MovingFrames.play(), UnmetTarget.play(), OutOfMemory.play());
    }
}
