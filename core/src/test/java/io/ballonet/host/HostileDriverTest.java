package io.ballonet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.balloon.backend.ScriptedDriver;
import io.ballonet.channel.BalloonChannel;
import io.ballonet.channel.GuestStatistic;
import io.ballonet.channel.MessageType;
import io.ballonet.channel.PageEntry;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.guest.VirtualCpu;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A guest whose driver says what it likes, beside one that behaves (I8). */
class HostileDriverTest {
    private static final int PAGES = 128;
    private static final int FRAMES = 2 * PAGES;

    private static Host newHost(String policy) {
        HostBuilder builder = Host.builder().frames(FRAMES).channel(TappedChannel.class.getName());
        return (policy.isEmpty() ? builder.manualTargets() : builder.policy(policy)).stepped();
    }

    private static Guest bootHostile(Host host) {
        return host.boot(GuestSettings.of("hostile", PAGES).withoutDriver());
    }

    private static void steps(Host host, int n) {
        for (int i = 0; i < n; i++) {
            host.step();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "esx", "proportional"})
    void garbageNeverThrowsAndTheOtherGuestIsServed(String policy) {
        for (long seed = 1; seed <= 40; seed++) {
            String where = "seed=" + seed + ", policy=" + policy;
            SplittableRandom random = new SplittableRandom(seed);
            try (Host host = newHost(policy)) {
                Guest hostile = bootHostile(host);
                try (ScriptedDriver driver =
                        new ScriptedDriver(TappedChannel.last().driver())) {
                    Guest good = host.boot(GuestSettings.of("good", PAGES));
                    StampedProcess goodProcess = new StampedProcess(good, PAGES);
                    StampedProcess hostileProcess = new StampedProcess(hostile, PAGES);
                    for (int round = 0; round < 60; round++) {
                        sendGarbage(driver, random);
                        if (random.nextInt(3) == 0) {
                            driver.answers();
                        }
                        if (policy.isEmpty()) {
                            host.setTarget(good, random.nextLong(PAGES / 2));
                        }
                        goodProcess.touch(random, 8, where);
                        hostileProcess.touchUnchecked(random, 4);
                        host.step();
                    }
                    goodProcess.checkAll(where);
                    driver.answers();
                    assertTrue(host.awaitQuiescence(1, TimeUnit.SECONDS), where);
                    driver.answers();
                    steps(host, 4);
                    host.memory().validate();
                    host.setTarget(good, 0);
                    steps(host, 4);
                    goodProcess.checkAll(where);
                    goodProcess.close();
                    hostileProcess.close();
                    host.stop(hostile);
                    host.validate();
                    host.stop(good);
                    assertEquals(FRAMES, host.memory().freeFrames(), where);
                }
            }
        }
    }

    private static void sendGarbage(ScriptedDriver driver, SplittableRandom random) {
        int session = random.nextInt(5) == 0 ? random.nextInt() : 1;
        long[] entries = new long[random.nextInt(1 + BalloonChannel.MAX_BATCH / 8)];
        for (int i = 0; i < entries.length; i++) {
            long page = random.nextInt(8) == 0 ? random.nextLong() & PageEntry.MAX_PAGE : random.nextInt(PAGES + 4);
            entries[i] = PageEntry.of(page, random.nextInt(1 << 12));
        }
        switch (random.nextInt(8)) {
            case 0 -> driver.send(MessageType.RESET, session, entries);
            case 1 -> {
                long[] lies = LongStream.generate(random::nextLong)
                        .limit(GuestStatistic.values().length)
                        .toArray();
                driver.send(MessageType.STATISTICS, session, lies);
            }
            case 2, 3 -> driver.send(MessageType.DEFLATE, session, entries);
            case 4 -> driver.send(1 + random.nextInt(Integer.MAX_VALUE - 1), session, entries);
            default -> driver.send(MessageType.INFLATE, session, entries);
        }
    }

    /** I4's other side: the host stays whole when a driver gives away what its process still maps. */
    @Test
    void pageThatAProcessStillMapsIsPoppedWithAZeroedFrame() {
        try (Host host = newHost("")) {
            Guest hostile = bootHostile(host);
            try (ScriptedDriver driver = new ScriptedDriver(TappedChannel.last().driver());
                    StampedProcess process = new StampedProcess(hostile, PAGES)) {
                VirtualCpu cpu = process.cpu();
                cpu.enter();
                cpu.writeLong(0, 77);
                cpu.exit();
                long ppn = hostile.kernel().ppnOf(process.space(), 0);
                driver.reset(1);
                driver.inflate(1, ppn);
                steps(host, 4);
                assertEquals(FRAMES, host.memory().freeFrames());
                cpu.enter();
                assertEquals(0, cpu.readLong(0), "I3: a fresh frame reads zeros");
                cpu.exit();
                steps(host, 2);
                assertEquals(1, host.balloon(hostile).popped());
                assertEquals(0, host.balloon(hostile).size());
                assertEquals(MessageType.POPPED, driver.answers().getLast().type());
                host.validate();
            }
        }
    }

    @Test
    void guestThatReadsNoAnswersCanBeStopped() {
        try (Host host = newHost("")) {
            Guest hostile = bootHostile(host);
            Guest good = host.boot(GuestSettings.of("good", PAGES));
            try (ScriptedDriver driver = new ScriptedDriver(TappedChannel.last().driver())) {
                driver.answers();
            }
            host.stop(good);
            bootHostile(host);
            try (ScriptedDriver driver = new ScriptedDriver(TappedChannel.last().driver())) {
                Guest silent = host.guests().getLast();
                driver.reset(1);
                long[] all = LongStream.range(0, PAGES).toArray();
                for (int round = 0; round < 400; round++) {
                    driver.inflate(1, all);
                    host.step();
                }
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> host.stop(silent));
            }
            host.stop(hostile);
            assertEquals(FRAMES, host.memory().freeFrames());
            host.validate();
        }
    }
}
