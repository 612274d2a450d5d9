package io.ballonet.scenario.story;

/** Third chapter: guest A has no swap, runs out of memory, and gets a page of its balloon back. */
final class OutOfMemory {
    private static final int NO_PATIENCE_NEEDED = 1_000;

    private OutOfMemory() {}

    static StoryChapter play() {
        try (Stage stage = new Stage(0, NO_PATIENCE_NEEDED)) {
            stage.step(
                    "Guest A writes two pages and only reads two",
                    "Red and yellow hold bytes that are nowhere else. Green and dark-blue were only read, so they hold"
                            + " zeros, and zeros need not be saved.",
                    () -> {
                        stage.readA("green", "dark-blue");
                        stage.writeA("red", "yellow");
                        stage.writeB("white");
                    });
            stage.step(
                    "The host sets the target to 2, and the driver gives green and dark-blue",
                    "Without swap the driver can give only pages whose bytes need no saving. Green and dark-blue are such"
                            + " pages, and they are inactive too.",
                    () -> {
                        stage.setTarget(2);
                        stage.pollDriver();
                        stage.readA("red");
                        stage.writeA("yellow");
                        stage.pollDriver();
                        stage.settle();
                    });
            stage.step(
                    "Guest B takes one of the two frames",
                    "It reads zeros and writes its own bytes. One frame stays free.",
                    () -> {
                        stage.readB("orange");
                        stage.writeB("orange");
                    });
            stage.step(
                    "A process of guest A touches green: the guest is out of memory, and the balloon deflates",
                    "Guest A has no free page, and can evict none, since red and yellow are dirty and there is no swap."
                            + " Before it would kill a process it takes a page back from the balloon, whatever the target.",
                    () -> {
                        stage.readA("green");
                        stage.note("pages taken back because the guest ran out: " + stage.oomDeflated());
                    });
            stage.step(
                    "The process writes green; the driver leaves the guest alone for a while",
                    "The page is as good as any other. The target is still 2, but the driver does not inflate so soon"
                            + " after its guest ran out.",
                    () -> {
                        stage.writeA("green");
                        stage.pollDriver();
                        stage.readA("green", "red", "yellow");
                    });
            return new StoryChapter(
                    "Without swap: the balloon gives way", "The same guests, but guest A has no swap.", stage.steps());
        }
    }
}
