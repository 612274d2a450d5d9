package io.ballonet.scenario.story;

/** First chapter: two frames move from guest A to guest B and back, and nobody loses a byte. */
final class MovingFrames {
    private static final long SWAP_PAGES = 8;
    private static final int NO_PATIENCE_NEEDED = 1_000;

    private MovingFrames() {}

    static StoryChapter play() {
        try (Stage stage = new Stage(SWAP_PAGES, NO_PATIENCE_NEEDED)) {
            shortage(stage);
            inflation(stage);
            touchOfWhatWasGiven(stage);
            deflation(stage);
            return new StoryChapter(
                    "Two frames move from guest A to guest B",
                    "Five machine frames. Guest A believes it has four real pages, guest B three: more than there is.",
                    stage.steps());
        }
    }

    private static void shortage(Stage stage) {
        stage.step(
                "Guest A uses four pages, and the host cannot tell them apart",
                "Guest A's process writes four pages: for each of them guest A gives a real page, and the host a machine"
                        + " frame. The host's nested table says the same of all four, so from outside nobody knows which"
                        + " of them guest A will need again.",
                () -> {
                    stage.writeB("white");
                    stage.writeA("green", "red", "dark-blue", "yellow");
                });
        stage.step(
                "Guest B needs memory, and the host runs short",
                "Guest B writes a second page, and no frame is free. To take one from guest A the host would have to"
                        + " guess, so it will ask guest A itself.",
                () -> stage.writeB("orange"));
        stage.step(
                "The host sets the balloon target of guest A to 2",
                "The target is one number in a word that host and driver share. Nothing moves until the driver looks at"
                        + " it.",
                () -> stage.setTarget(2));
    }

    private static void inflation(Stage stage) {
        stage.step(
                "The driver polls, sees the target, and opens a window",
                "Every accessed bit (A) is set, so nothing tells active pages from inactive ones yet. The driver clears"
                        + " the bits: what is not touched from here on counts as inactive.",
                stage::pollDriver);
        stage.step(
                "The process goes on with red and yellow",
                "The processor sets A on each page that it uses. Green and dark-blue are not touched, and their bits stay"
                        + " clear.",
                () -> {
                    stage.enterA();
                    stage.readA("red");
                    stage.writeA("yellow");
                });
        stage.step(
                "The driver polls again, finds the two inactive pages, and pins them",
                "A pinned entry is not present, so no process can read or write the page through it. The process's virtual"
                        + " CPU may still remember the old translation, so the driver waits until that CPU has forgotten"
                        + " it.",
                stage::pollDriver);
        stage.step(
                "The driver saves what is in the pages and sends their addresses",
                "The virtual CPU has forgotten its translations, so nobody can change the two pages any more. Their bytes"
                        + " go to guest A's own swap, and their two real page numbers go to the host.",
                () -> {
                    stage.leaveA();
                    stage.pollDriver();
                });
        stage.step(
                "The host reclaims the two frames and acknowledges",
                "The host checks each number, takes the frame from under it, and frees it; now both books say 2. The old"
                        + " bytes still lie in the free frames, but nobody can reach them.",
                stage::settle);
        stage.step(
                "Guest B gets the frames: it reads zeros, and writes its own bytes",
                "Each frame is wiped before its new owner sees it. What guest A had there never shows.",
                () -> {
                    stage.readB("orange", "pink");
                    stage.writeB("orange", "pink");
                });
    }

    private static void touchOfWhatWasGiven(Stage stage) {
        stage.step(
                "A process of guest A touches green, which was given away",
                "The touch faults into guest A, which has no real page left and so writes an active page of its own to"
                        + " swap. Green comes back from swap into the real page that this made free: its own bytes, never"
                        + " guest B's.",
                () -> stage.readA("green"));
        stage.step(
                "Guest A works with four pages in two real ones",
                "Whatever it touches comes back with its own bytes, at the price of a fault. That price is why the driver"
                        + " chose inactive pages.",
                () -> stage.readA("red", "yellow", "green", "dark-blue"));
    }

    private static void deflation(Stage stage) {
        stage.step(
                "Guest B ends, and the host sets the target to 0",
                "Guest B's frames are free again. The host needs guest A's balloon no longer.",
                () -> {
                    stage.stopB();
                    stage.setTarget(0);
                });
        stage.step(
                "The driver polls and asks for its two pages back",
                "The pages stay out of use until the host has answered. Otherwise the two books could disagree.",
                stage::pollDriver);
        stage.step(
                "The host agrees, and the driver unpins the pages",
                "The two real pages are on guest A's free list again. No frame is behind them yet: the host gives one when"
                        + " the page is touched.",
                stage::settle);
        stage.step(
                "Guest A uses the pages again",
                "A page that the process has never used reads zeros, for its frame is a fresh one. Red comes back from"
                        + " swap into the other.",
                () -> {
                    stage.readA("purple");
                    stage.writeA("purple");
                    stage.readA("red", "purple");
                });
    }
}
