package io.ballonet.scenario.story;

/** Second chapter: the host asks for three pages, and only two are inactive. */
final class UnmetTarget {
    private static final long SWAP_PAGES = 8;
    private static final int PATIENCE_POLLS = 5;

    private UnmetTarget() {}

    static StoryChapter play() {
        try (Stage stage = new Stage(SWAP_PAGES, PATIENCE_POLLS)) {
            stage.step(
                    "Guest A uses four pages, and goes on with two of them",
                    "As before, the host's table says the same of all four. Red and yellow are in use all the time, green"
                            + " and dark-blue are not.",
                    () -> stage.writeA("green", "red", "dark-blue", "yellow"));
            stage.step(
                    "The host sets the target to 3, and the driver opens a window",
                    "The driver clears the accessed bits. Then the process touches red and yellow.",
                    () -> {
                        stage.setTarget(3);
                        stage.pollDriver();
                        stage.readA("red", "yellow");
                    });
            stage.step(
                    "The driver gives two pages and says why the third is missing",
                    "Two pages were not touched, and these two go. The driver does not take a page that is in use only"
                            + " because the host would like one more.",
                    () -> {
                        stage.pollDriver();
                        stage.readA("red", "yellow");
                        stage.runOnce();
                    });
            stage.step(
                    "The target stays unmet, and the driver waits",
                    "The rule: an active page is taken only when " + PATIENCE_POLLS
                            + " looks in a row found no inactive"
                            + " one while the target was unmet. A guest that slows down in this time gives an inactive"
                            + " page instead.",
                    () -> {
                        for (int poll = 0; poll < PATIENCE_POLLS - 3; poll++) {
                            stage.readA("red", "yellow");
                            stage.pollDriver();
                        }
                    });
            stage.step(
                    "The driver's patience ends, and it takes an active page",
                    "Which one is not the driver's choice: guest A's own page replacement names the page it would evict"
                            + " next. Both books now say 3.",
                    () -> {
                        stage.readA("red", "yellow");
                        stage.pollDriver();
                        stage.settle();
                        stage.note("active pages taken: " + stage.forced());
                    });
            stage.step(
                    "Guest A works with four pages in one real page",
                    "Every page still has its own bytes. It is slow, and it is what the host asked for.",
                    () -> stage.readA("red", "yellow", "green", "dark-blue"));
            return new StoryChapter(
                    "Target 3, and two inactive pages",
                    "The same guests. The driver's patience is set to " + PATIENCE_POLLS + " looks.",
                    stage.steps());
        }
    }
}
