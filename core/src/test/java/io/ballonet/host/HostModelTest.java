package io.ballonet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.balloon.driver.BalloonDriver;
import io.ballonet.balloon.driver.DriverSettings;
import io.ballonet.channel.BalloonChannels;
import io.ballonet.frame.Zeroing;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.scan.ScanStrategies;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random operations on a stepped host with two guests, against a plain-Java map of what every page must contain: I1 to I7 hold
 * each time that nothing is in flight, and no byte is lost or seen by others.
 *
 * <p>The seed chooses the variant too: zeroing, allocators, channel, scans, swap, overcommitment. {@code
 * -Dballonet.model.seeds} runs more of them.
 */
class HostModelTest {
    private static final int SEEDS = Integer.getInteger("ballonet.model.seeds", 240);
    private static final int ROUNDS = 6;
    private static final int OPERATIONS = 25;
    private static final int PAGES = 48;
    private static final int MOST_PINS = 4;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyPageKeepsItsBytesAndInvariantsHold(long seed) {
        new Model(seed).run();
    }

    private static final class Model {
        private final SplittableRandom random;
        private final boolean hasSwap;
        private final boolean isOvercommitted;
        private final String where;
        private final Host host;
        private final Guest[] guests = new Guest[2];
        private final StampedProcess[] processes = new StampedProcess[2];
        private final Deque<Long> pinned = new ArrayDeque<>();

        Model(long seed) {
            random = new SplittableRandom(seed);
            hasSwap = random.nextInt(4) != 0;
            isOvercommitted = hasSwap && random.nextBoolean();
            Zeroing zeroing = Zeroing.values()[random.nextInt(Zeroing.values().length)];
            String allocator = any(FrameAllocators.REGISTRY.names());
            String channel = any(BalloonChannels.REGISTRY.names());
            long frames = isOvercommitted ? 2 * PAGES * 3 / 4 : 2 * PAGES;
            HostBuilder builder = Host.builder()
                    .frames(frames)
                    .zeroing(zeroing)
                    .allocator(allocator)
                    .channel(channel)
                    .cores(2);
            host = (isOvercommitted ? builder.policy("esx") : builder.manualTargets()).stepped();
            StringBuilder variant = new StringBuilder("seed=" + seed + ", zeroing=" + zeroing + ", allocator="
                    + allocator + ", channel=" + channel + ", swap=" + hasSwap + ", overcommitted=" + isOvercommitted);
            for (int i = 0; i < guests.length; i++) {
                guests[i] = host.boot(settings("guest" + i, variant));
                processes[i] = new StampedProcess(guests[i], hasSwap ? PAGES * 3 / 2 : PAGES);
            }
            where = variant.toString();
        }

        private GuestSettings settings(String name, StringBuilder variant) {
            DriverSettings driver = DriverSettings.forGuest(PAGES)
                    .withMaxBalloonPages(PAGES - 4)
                    .withReservePages(random.nextInt(3))
                    .withWindowPolls(1 + random.nextInt(4))
                    .withPatiencePolls(1 + random.nextInt(8))
                    .withRefusedPolls(1 + random.nextInt(20))
                    .withOomHoldOffPolls(random.nextInt(20))
                    .withPagesPerPoll(1 + random.nextInt(PAGES));
            String driverScan = any(ScanStrategies.REGISTRY.names());
            String replacement = any(ScanStrategies.REGISTRY.names());
            variant.append(", ")
                    .append(name)
                    .append("(driverScan=")
                    .append(driverScan)
                    .append(", replacement=")
                    .append(replacement)
                    .append(')');
            return GuestSettings.of(name, PAGES)
                    .swapPages(hasSwap ? 2 * PAGES : 0)
                    .pageAllocator(any(FrameAllocators.REGISTRY.names()))
                    .driverScan(driverScan)
                    .replacement(replacement)
                    .replacementBatch(1 + random.nextInt(8))
                    .shootdownOnClear(random.nextBoolean())
                    .packedAccessBits(random.nextBoolean())
                    .tlbEntries(1 << random.nextInt(6))
                    .seed(random.nextLong())
                    .driver(driver);
        }

        private String any(List<String> names) {
            return names.get(random.nextInt(names.size()));
        }

        void run() {
            try (host) {
                for (int round = 0; round < ROUNDS; round++) {
                    for (int i = 0; i < OPERATIONS; i++) {
                        operate(random.nextInt(guests.length));
                    }
                    assertTrue(host.awaitQuiescence(10, TimeUnit.SECONDS), where);
                    validate();
                }
                pinned.forEach(host::unpin);
                for (StampedProcess process : processes) {
                    process.checkAll(where);
                }
                assertTrue(host.awaitQuiescence(10, TimeUnit.SECONDS), where);
                validate();
                for (Guest guest : guests) {
                    host.stop(guest);
                }
                assertEquals(host.memory().frames(), host.memory().freeFrames(), where);
                validate();
            }
        }

        private void validate() {
            try {
                host.validate();
            } catch (IllegalStateException e) {
                throw new AssertionError(where, e);
            }
        }

        private void operate(int index) {
            Guest guest = guests[index];
            switch (random.nextInt(12)) {
                case 0, 1 -> setTarget(guest);
                case 2 -> pin(guest);
                case 3 -> unpin();
                case 4 -> resetSometimes(guest);
                case 5, 6, 7 -> steps(random.nextInt(6));
                case 8 -> insideAcrossSteps(processes[index]);
                default -> processes[index].touch(random, 1 + random.nextInt(12), where);
            }
        }

        private void setTarget(Guest guest) {
            if (!isOvercommitted) {
                host.setTarget(guest, random.nextInt(4) == 0 ? 0 : random.nextInt(PAGES));
            }
        }

        private void pin(Guest guest) {
            if (pinned.size() < MOST_PINS) {
                long mpn = host.pin(guest, random.nextInt(PAGES));
                if (mpn >= 0) {
                    pinned.add(mpn);
                }
            }
        }

        private void unpin() {
            if (!pinned.isEmpty()) {
                host.unpin(pinned.remove());
            }
        }

        private void resetSometimes(Guest guest) {
            BalloonDriver driver = guest.driver();
            assertNotNull(driver);
            if (random.nextInt(3) == 0) {
                driver.requestReset();
            }
        }

        private void steps(int n) {
            for (int i = 0; i < n; i++) {
                host.step();
            }
        }

        /** A virtual CPU that stays inside, with what it has cached, while everything else goes on; then it touches. */
        private void insideAcrossSteps(StampedProcess process) {
            process.touch(random, 6, where);
            process.cpu().enter();
            steps(1 + random.nextInt(4));
            process.touchInside(random, 6, where);
            process.cpu().exit();
        }
    }
}
