package io.ballonet.scenario.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.balloon.driver.Shortfall;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each sentence of the story, asserted on the model. */
final class StoryTest {
    private static final List<String> OF_A = List.of("red", "yellow", "green", "dark-blue");

    private static final List<StoryChapter> CHAPTERS = Story.tell();
    private static final List<StoryStep> MOVING = CHAPTERS.get(0).steps();
    private static final List<StoryStep> UNMET = CHAPTERS.get(1).steps();
    private static final List<StoryStep> NO_SWAP = CHAPTERS.get(2).steps();

    private static final int USES = 0;
    private static final int SHORT = 1;
    private static final int TARGET = 2;
    private static final int WINDOW = 3;
    private static final int GOES_ON = 4;
    private static final int PINS = 5;
    private static final int SENDS = 6;
    private static final int RECLAIMS = 7;
    private static final int GIVES = 8;
    private static final int TOUCHES = 9;
    private static final int THRASHES = 10;
    private static final int SMALLER = 11;
    private static final int ASKS_BACK = 12;
    private static final int UNPINS = 13;
    private static final int USES_AGAIN = 14;

    private static long ppnOf(StorySnapshot at, String colour) {
        String entry = at.entryOf(colour);
        return Long.parseLong(entry.substring(entry.indexOf('=') + 1).replaceFirst("\\D.*", ""));
    }

    /** Bytes of the frame that both tables lead to. */
    private static String bytesBehind(StorySnapshot at, String colour) {
        String nested = at.realPage("A", ppnOf(at, colour)).nested();
        int mpn = Integer.parseInt(nested.replaceAll("\\D", ""));
        assertEquals("A", at.frames().get(mpn).owner(), colour);
        return at.frames().get(mpn).bytes();
    }

    private static void assertAccessed(StorySnapshot at, String colour, boolean accessed) {
        assertEquals(accessed, at.entryOf(colour).contains(", A"), colour + " " + at.entryOf(colour));
    }

    private static String ownBytes(String colour) {
        return colour.replace("-", "");
    }

    private static void assertEveryPageOfAReadsItsOwnBytes(StoryStep step) {
        assertEquals(OF_A, step.touches().stream().map(StoryStep.Touch::page).toList());
        for (StoryStep.Touch touch : step.touches()) {
            assertEquals(ownBytes(touch.page()), touch.bytes());
        }
    }

    @Test
    void fourRealPagesAreMappedToFourMachineFrames() {
        StorySnapshot after = MOVING.get(USES).after();
        for (String colour : OF_A) {
            assertTrue(after.entryOf(colour).startsWith("present("), colour);
            assertEquals(ownBytes(colour), bytesBehind(after, colour));
        }
        assertEquals(
                4,
                after.frames().stream()
                        .filter(frame -> frame.owner().equals("A"))
                        .count());
        assertEquals(0, after.freeFrames());
    }

    @Test
    void atFirstTheHostCannotTellThemApart() {
        StorySnapshot after = MOVING.get(USES).after();
        List<String> rows = after.realPages().stream()
                .filter(page -> page.guest().equals("A"))
                .map(page -> page.use() + " " + page.nested().replaceAll("\\d", "n"))
                .distinct()
                .toList();
        assertEquals(List.of("mapped backed(mpn=n)"), rows);
    }

    @Test
    void hostRunsShortBecauseAnotherGuestNeedsMemory() {
        StoryStep step = MOVING.get(SHORT);
        assertEquals(0, step.before().freeFrames());
        assertTrue(step.touches().isEmpty(), "the write did not come to its end");
        assertEquals(List.of("guest B has to wait: the host has no frame to give it"), step.notes());
    }

    @Test
    void aTargetAloneMovesNothing() {
        StoryStep step = MOVING.get(TARGET);
        assertEquals(2, step.after().target());
        assertEquals(step.before().virtualPages(), step.after().virtualPages());
        assertEquals(step.before().realPages(), step.after().realPages());
        assertEquals(step.before().frames(), step.after().frames());
    }

    @Test
    void driverFindsInactivePagesByTheirAccessedBits() {
        OF_A.forEach(colour -> assertAccessed(MOVING.get(WINDOW).before(), colour, true));
        OF_A.forEach(colour -> assertAccessed(MOVING.get(WINDOW).after(), colour, false));
        assertEquals(
                Shortfall.NO_INACTIVE_PAGES.text(), MOVING.get(WINDOW).after().shortfall());
        assertAccessed(MOVING.get(GOES_ON).after(), "red", true);
        assertAccessed(MOVING.get(GOES_ON).after(), "yellow", true);
        assertAccessed(MOVING.get(GOES_ON).after(), "green", false);
        assertAccessed(MOVING.get(GOES_ON).after(), "dark-blue", false);
    }

    @Test
    void driverPinsExactlyTheTwoInactivePages() {
        StorySnapshot after = MOVING.get(PINS).after();
        assertTrue(after.entryOf("red").startsWith("present("));
        assertTrue(after.entryOf("yellow").startsWith("present("));
        for (String colour : List.of("green", "dark-blue")) {
            assertTrue(after.entryOf(colour).startsWith("pinned("), colour);
            StorySnapshot.RealPage page = after.realPage("A", ppnOf(after, colour));
            assertEquals("pinned", page.use());
            assertTrue(page.nested().startsWith("backed("), "the host knows nothing yet: " + page);
        }
        assertEquals(0, after.hostSize());
    }

    @Test
    void driverSendsTheAddressesOnlyAfterTheBytesAreSafe() {
        StoryStep step = MOVING.get(SENDS);
        assertEquals(0, step.before().swapWrites());
        assertEquals(2, step.after().swapWrites());
        for (String colour : List.of("green", "dark-blue")) {
            assertTrue(step.after().entryOf(colour).startsWith("swapped("), colour);
            assertEquals(
                    "sent",
                    step.after().realPage("A", ppnOf(step.before(), colour)).use());
        }
    }

    @Test
    void hostReclaimsTheTwoFramesAndBothBooksAgree() {
        StoryStep step = MOVING.get(RECLAIMS);
        assertEquals(2, step.after().freeFrames());
        assertEquals(2, step.after().driverSize());
        assertEquals(2, step.after().hostSize());
        for (String colour : List.of("green", "dark-blue")) {
            StorySnapshot.RealPage page =
                    step.after().realPage("A", ppnOf(MOVING.get(PINS).after(), colour));
            assertEquals("ballooned", page.use());
            assertEquals("ballooned", page.nested());
        }
        assertEquals("red", bytesBehind(step.after(), "red"));
        assertEquals("yellow", bytesBehind(step.after(), "yellow"));
    }

    @Test
    void theGuestInNeedReadsZerosAndWritesItsOwnBytes() {
        StoryStep step = MOVING.get(GIVES);
        List<StorySnapshot.Frame> free = step.before().frames().stream()
                .filter(frame -> frame.owner().equals("free"))
                .toList();
        assertEquals(
                List.of("green", "darkblue"),
                free.stream().map(StorySnapshot.Frame::bytes).toList());
        for (StoryStep.Touch touch : step.touches()) {
            assertEquals(touch.isWrite() ? "B-" + touch.page() : "", touch.bytes());
        }
        for (StorySnapshot.Frame frame : free) {
            StorySnapshot.Frame now = step.after().frames().get((int) frame.mpn());
            assertEquals("B", now.owner());
            assertTrue(now.bytes().startsWith("B-"), now.bytes());
        }
    }

    @Test
    void aTouchOfABalloonedPageFaultsAndGivesTheGuestsOwnBytes() {
        StoryStep step = MOVING.get(TOUCHES);
        StoryStep.Touch touch = step.touches().getFirst();
        assertEquals("green", touch.bytes());
        assertEquals(1, touch.guestFaults());
        assertEquals(0, touch.hostFaults(), "guest A helps itself; the host is not asked");
        assertEquals(step.before().swapWrites() + 1, step.after().swapWrites(), "an active page went to swap");
        assertTrue(step.after().entryOf("red").startsWith("swapped("));
        assertEquals(2, step.after().driverSize(), "the balloon keeps its size");
        assertEveryPageOfAReadsItsOwnBytes(MOVING.get(THRASHES));
    }

    @Test
    void aSmallerTargetUnpinsAndTheGuestUsesThePagesAgain() {
        assertEquals(0, MOVING.get(SMALLER).after().target());
        assertEquals(2, MOVING.get(SMALLER).after().driverSize());
        assertEquals(
                2,
                MOVING.get(ASKS_BACK).after().realPages().stream()
                        .filter(page ->
                                page.use().equals("returning") && page.nested().equals("ballooned"))
                        .count());
        StorySnapshot unpinned = MOVING.get(UNPINS).after();
        assertEquals(0, unpinned.driverSize());
        assertEquals(0, unpinned.hostSize());
        assertEquals(
                2,
                unpinned.realPages().stream()
                        .filter(page ->
                                page.use().equals("not mapped") && page.nested().equals("unbacked"))
                        .count());
        StoryStep again = MOVING.get(USES_AGAIN);
        assertEquals(
                List.of("", "purple", "red", "purple"),
                again.touches().stream().map(StoryStep.Touch::bytes).toList());
        assertEquals("purple", bytesBehind(again.after(), "purple"));
        assertEquals("red", bytesBehind(again.after(), "red"));
        assertEquals(again.before().swapWrites(), again.after().swapWrites(), "nothing had to leave for it");
    }

    @Test
    void withTargetThreeTheDriverGivesTwoAndSaysWhyTheThirdIsMissing() {
        StorySnapshot after = UNMET.get(2).after();
        assertEquals(3, after.target());
        assertEquals(2, after.driverSize());
        assertEquals(2, after.hostSize());
        assertEquals(Shortfall.NO_INACTIVE_PAGES.text(), UNMET.get(3).after().shortfall());
        assertEquals(2, UNMET.get(3).after().driverSize(), "it waits");
    }

    @Test
    void theThirdPageIsTakenOnlyOncePatienceIsOver() {
        StoryStep taken = UNMET.get(4);
        assertEquals(2, taken.before().driverSize());
        assertEquals(3, taken.after().driverSize());
        assertTrue(
                taken.notes().contains("active pages taken: 1"), taken.notes().toString());
        assertEveryPageOfAReadsItsOwnBytes(UNMET.get(5));
    }

    @Test
    void withoutSwapATouchDeflatesTheBalloon() {
        assertEquals(2, NO_SWAP.get(1).after().driverSize());
        assertEquals("empty", NO_SWAP.get(1).after().entryOf("green"));
        StoryStep touch = NO_SWAP.get(3);
        assertEquals("", touch.touches().getFirst().bytes(), "zeros, as it was, and not guest B's bytes");
        assertEquals(1, touch.after().driverSize());
        assertEquals(1, touch.after().hostSize());
        assertEquals(2, touch.after().target());
        StoryStep after = NO_SWAP.get(4);
        assertEquals(1, after.after().driverSize(), "it does not inflate at once");
        assertEquals(Shortfall.OUT_OF_MEMORY.text(), after.after().shortfall());
        assertEquals(
                List.of("green", "green", "red", "yellow"),
                after.touches().stream().map(StoryStep.Touch::bytes).toList());
        assertEquals(0, after.after().swapWrites());
    }

    @Test
    void everyStepBeginsWhereTheOneBeforeEndedAndExplainsItselfInTwoSentences() {
        for (StoryChapter chapter : CHAPTERS) {
            StorySnapshot last = null;
            for (StoryStep step : chapter.steps()) {
                if (last != null) {
                    assertEquals(last, step.before(), step.title());
                }
                last = step.after();
                assertEquals(2, step.explanation().split("\\.(?= |$)", -1).length - 1, step.explanation());
            }
        }
    }

    @Test
    void printsBothMappingsBeforeAndAfterEachStepWithoutColourUnlessAsked() {
        String plain = StoryPrinter.print(CHAPTERS, false);
        int steps =
                CHAPTERS.stream().mapToInt(chapter -> chapter.steps().size()).sum();
        assertEquals(steps, occurrences(plain, "page table before"));
        assertEquals(steps, occurrences(plain, "nested table   state after"));
        assertFalse(plain.contains("\u001b"));
        assertTrue(plain.lines().allMatch(line -> line.length() <= 120), "fits a terminal");
        String painted = StoryPrinter.print(CHAPTERS, true);
        assertTrue(painted.contains("\u001b[31mred"));
        assertEquals(plain, painted.replaceAll("\u001b\\[\\d+m", ""));
    }

    private static int occurrences(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
