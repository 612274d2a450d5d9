package io.ballonet.scenario.story;

import io.ballonet.balloon.driver.BalloonDriver;
import io.ballonet.balloon.driver.DriverSettings;
import io.ballonet.balloon.driver.Shortfall;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.host.Host;
import io.ballonet.host.HostOutOfMemoryException;
import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where a chapter plays: a stepped host of five frames, guest A with four real pages and guest B with three. What an action
 * does is recorded as a step, with snapshots around it. One thread.
 */
final class Stage implements AutoCloseable {
    private static final long FRAMES = 5;
    private static final long PAGES_OF_A = 4;
    private static final long PAGES_OF_B = 3;
    private static final List<String> COLOURS_OF_A = List.of("red", "yellow", "green", "dark-blue", "purple");
    private static final List<String> COLOURS_OF_B = List.of("white", "orange", "pink");

    private final Host host;
    private final Actor a;
    private final Actor b;
    private final BalloonDriver driver;
    private final List<StoryStep> steps = new ArrayList<>();
    private List<StoryStep.Touch> touches = new ArrayList<>();
    private List<String> notes = new ArrayList<>();
    private boolean isInside;

    /**
     * A new host.
     *
     * @param swapPagesOfA 0 for a guest without swap
     * @param patiencePolls of guest A's driver
     */
    Stage(long swapPagesOfA, int patiencePolls) {
        // Ascending numbers everywhere, so that the tables read well; a fault that finds no frame says so at once.
        host = Host.builder()
                .frames(FRAMES)
                .allocator("bitmap")
                .cores(1)
                .manualTargets()
                .faultTimeoutNs(0)
                .stepped();
        DriverSettings settings = DriverSettings.forGuest(PAGES_OF_A)
                .withMaxBalloonPages(PAGES_OF_A)
                .withReservePages(0)
                .withWindowPolls(1)
                .withPatiencePolls(patiencePolls);
        a = new Actor(
                host.boot(GuestSettings.of("A", PAGES_OF_A)
                        .pageAllocator("bitmap")
                        .swapPages(swapPagesOfA)
                        .driver(settings)),
                COLOURS_OF_A);
        b = new Actor(host.boot(GuestSettings.of("B", PAGES_OF_B).pageAllocator("bitmap")), COLOURS_OF_B);
        driver = driverOf(a.guest());
        settle();
    }

    private static BalloonDriver driverOf(Guest guest) {
        BalloonDriver driver = guest.driver();
        if (driver == null) {
            throw new IllegalStateException("guest has no driver: guest=" + guest.name());
        }
        return driver;
    }

    /** Plays a step and records it. */
    void step(String title, String explanation, Runnable action) {
        StorySnapshot before = steps.isEmpty() ? snapshot() : steps.getLast().after();
        action.run();
        steps.add(new StoryStep(title, explanation, touches, notes, before, snapshot()));
        touches = new ArrayList<>();
        notes = new ArrayList<>();
    }

    /** The steps so far. */
    List<StoryStep> steps() {
        return List.copyOf(steps);
    }

    void setTarget(long pages) {
        host.setTarget(a.guest(), pages);
    }

    /** One poll of guest A's driver; the host does nothing. */
    void pollDriver() {
        driver.doWork();
        sayShortfall();
    }

    /** One poll of everything: host, guest A's driver, host. */
    void runOnce() {
        host.step();
        sayShortfall();
    }

    private void sayShortfall() {
        if (driver.shortfall() != Shortfall.NONE) {
            note("the driver says: " + driver.shortfall().text());
        }
    }

    /** Lets host and drivers run until no message is under way. */
    void settle() {
        if (!host.awaitQuiescence(1, TimeUnit.SECONDS)) {
            throw new IllegalStateException("messages stay under way");
        }
    }

    /** Guest A's virtual CPU goes inside the guest and stays there, as one does that computes. */
    void enterA() {
        a.cpu().enter();
        isInside = true;
    }

    /** It comes to a point where nothing is under way, forgets revoked translations, and leaves. */
    void leaveA() {
        a.cpu().poll();
        a.cpu().exit();
        isInside = false;
    }

    void readA(String... colours) {
        touch(a, false, colours);
    }

    /** Writes each page's name into it. */
    void writeA(String... colours) {
        touch(a, true, colours);
    }

    void readB(String... colours) {
        touch(b, false, colours);
    }

    void writeB(String... colours) {
        touch(b, true, colours);
    }

    private void touch(Actor actor, boolean isWrite, String... colours) {
        boolean stays = actor == a && isInside;
        if (!stays) {
            actor.cpu().enter();
        }
        try {
            for (String colour : colours) {
                touches.add(isWrite ? actor.write(colour, bytesOf(actor, colour)) : actor.read(colour));
            }
        } catch (HostOutOfMemoryException e) {
            note("guest " + actor.guest().name() + " has to wait: the host has no frame to give it");
        } finally {
            if (!stays) {
                actor.cpu().exit();
            }
        }
    }

    /** Guest A writes {@code green}, guest B {@code B-white}; eight characters at most. */
    private String bytesOf(Actor actor, String colour) {
        String text = colour.replace("-", "");
        return actor == a ? text : "B-" + text;
    }

    /** Guest B ends and its frames are free. */
    void stopB() {
        host.stop(b.guest());
    }

    long forced() {
        return driver.report().forced();
    }

    long oomDeflated() {
        return driver.report().oomDeflated();
    }

    void note(String line) {
        notes.add(line);
    }

    private StorySnapshot snapshot() {
        List<StorySnapshot.VirtualPage> virtualPages = new ArrayList<>();
        for (String colour : a.colours()) {
            virtualPages.add(new StorySnapshot.VirtualPage(colour, a.vpn(colour), a.entryOf(colour)));
        }
        List<StorySnapshot.RealPage> realPages = new ArrayList<>();
        String[] owners = new String[(int) FRAMES];
        for (Guest guest : host.guests()) {
            for (long ppn = 0; ppn < guest.pages(); ppn++) {
                String nested = host.describe(guest, ppn);
                realPages.add(new StorySnapshot.RealPage(guest.name(), ppn, use(guest, ppn), nested));
                int mpn = mpnOf(nested);
                if (mpn >= 0) {
                    owners[mpn] = guest.name();
                }
            }
        }
        List<StorySnapshot.Frame> frames = new ArrayList<>();
        for (int mpn = 0; mpn < FRAMES; mpn++) {
            frames.add(new StorySnapshot.Frame(mpn, ownerName(owners[mpn]), PageText.decode(firstWord(mpn))));
        }
        return new StorySnapshot(
                host.balloon(a.guest()).target(),
                driver.size(),
                host.balloon(a.guest()).size(),
                driver.shortfall().text(),
                host.memory().freeFrames(),
                a.guest().kernel().swappedOut(),
                virtualPages,
                realPages,
                frames);
    }

    private static String ownerName(@Nullable String owner) {
        return owner == null ? "free" : owner;
    }

    private static String use(Guest guest, long ppn) {
        String inBook = driverOf(guest).pageState(ppn);
        if (!inBook.equals("free")) {
            return inBook;
        }
        return guest.kernel().isMapped(ppn) ? "mapped" : "not mapped";
    }

    /** The number in {@code backed(mpn=2)}, or -1. */
    private static int mpnOf(String nested) {
        int at = nested.indexOf("mpn=");
        return at < 0 ? -1 : Integer.parseInt(nested.substring(at + 4, nested.indexOf(')', at)));
    }

    private long firstWord(long mpn) {
        return Words.get(host.memory().baseAddress() + PageSize.bytesOf(mpn));
    }

    /** Checks the invariants, then ends. */
    @Override
    public void close() {
        settle();
        host.validate();
        host.close();
    }
}
