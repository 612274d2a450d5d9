package io.ballonet.peer.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;
import io.ballonet.unit.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every peer that can run here promises: the part of the allocators' contract that a peer can keep. */
final class PeerAllocatorTest {
    private static final int FRAMES = 2048;
    private static final int CORES = 2;
    private static final int MAX_ORDER = 9;

    static List<Peer> peers() {
        return FrameAllocators.REGISTRY.all().stream()
                .filter(Peer.class::isInstance)
                .map(Peer.class::cast)
                .filter(peer -> peer.unavailable().isEmpty())
                .toList();
    }

    static Stream<Peer> peersOfAnyThread() {
        return peers().stream().filter(Peer::freesOnAnyThread);
    }

    static Stream<Peer> peersOfOneThread() {
        return peers().stream().filter(peer -> !peer.freesOnAnyThread());
    }

    private static PeerAllocator create(Peer peer) {
        return (PeerAllocator) peer.create(FRAMES, CORES);
    }

    @ParameterizedTest
    @MethodSource("peers")
    void groupsOfEveryOrderAreWritableWholeAndApart(Peer peer) {
        try (PeerAllocator allocator = create(peer)) {
            TreeMap<Long, Integer> orderByFrame = new TreeMap<>();
            for (int order = 0; order <= MAX_ORDER; order++) {
                long frame = allocator.allocate(order, 0);
                assertFalse(orderByFrame.containsKey(frame), "given twice: frame=" + frame);
                orderByFrame.put(frame, order);
                long address = allocator.address(frame);
                for (long at = 0; at < bytes(order); at += Long.BYTES) {
                    Words.set(address + at, frame ^ at);
                }
            }
            orderByFrame.forEach((frame, order) -> {
                long address = allocator.address(frame);
                for (long at = 0; at < bytes(order); at += Long.BYTES) {
                    assertEquals(frame ^ at, Words.get(address + at), "order=" + order + ", at=" + at);
                }
            });
            assertEquals(FRAMES - (2 << MAX_ORDER) + 1, allocator.freeFrames());
            allocator.validate();
            orderByFrame.forEach((frame, order) -> allocator.free(frame, order, 0));
            assertEquals(FRAMES, allocator.freeFrames());
            allocator.validate();
        }
    }

    @ParameterizedTest
    @MethodSource("peers")
    void groupsAreAlignedAsFarAsThePeerKnowsTo(Peer peer) {
        boolean aligned = !List.of("unsafe", "netty-adaptive").contains(peer.registryName());
        try (PeerAllocator allocator = create(peer)) {
            for (int order = 0; order <= MAX_ORDER; order++) {
                long first = allocator.allocate(order, 0);
                long second = allocator.allocate(order, 0);
                for (long frame : new long[] {first, second}) {
                    long address = allocator.address(frame);
                    assertEquals(0, address & (aligned ? PageSize.OFFSET_MASK : 7), "order=" + order);
                    allocator.free(frame, order, 0);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("peers")
    void batchGivesDistinctFramesUntilNoneIsLeftAndTakesThemBack(Peer peer) {
        try (PeerAllocator allocator = create(peer);
                PageBatch batch = new PageBatch(FRAMES + 1)) {
            for (int round = 0; round < 3; round++) {
                assertEquals(FRAMES, allocator.allocateBatch(batch, FRAMES + 1, 0));
                assertEquals(
                        FRAMES,
                        IntStream.range(0, FRAMES)
                                .mapToLong(batch::get)
                                .map(allocator::address)
                                .distinct()
                                .count());
                assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(0, 0));
                assertEquals(FrameAllocator.NO_FRAME, allocator.allocate(0, 1));
                assertEquals(0, allocator.freeFrames());
                allocator.validate();
                allocator.freeBatch(batch, 0);
                assertEquals(FRAMES, allocator.freeFrames());
                batch.clear();
            }
            allocator.validate();
        }
    }

    @ParameterizedTest
    @MethodSource("peers")
    void randomOperationsLoseNothing(Peer peer) {
        long seed = 20_260_103L;
        Random random = new Random(seed);
        List<long[]> held = new ArrayList<>();
        try (PeerAllocator allocator = create(peer)) {
            long frames = 0;
            for (int i = 0; i < 20_000; i++) {
                int core = random.nextInt(CORES);
                int order = random.nextInt(4);
                if (held.isEmpty() || random.nextBoolean() && frames + (1 << order) <= FRAMES) {
                    long frame = allocator.allocate(order, core);
                    assertTrue(frame != FrameAllocator.NO_FRAME, "seed=" + seed + ", i=" + i);
                    Words.set(allocator.address(frame), i);
                    held.add(new long[] {frame, order, i});
                    frames += 1L << order;
                } else {
                    long[] group = held.set(random.nextInt(held.size()), held.getLast());
                    held.removeLast();
                    assertEquals(group[2], Words.get(allocator.address(group[0])), "seed=" + seed + ", i=" + i);
                    allocator.free(group[0], (int) group[1], core);
                    frames -= 1L << group[1];
                }
                assertEquals(FRAMES - frames, allocator.freeFrames(), "seed=" + seed + ", i=" + i);
            }
            allocator.validate();
            held.forEach(group -> allocator.free(group[0], (int) group[1], 0));
        }
    }

    @ParameterizedTest
    @MethodSource("peersOfAnyThread")
    void otherThreadFreesManyTimesMoreThanAreHeld(Peer peer) throws Exception {
        int rounds = 20 * FRAMES;
        try (PeerAllocator allocator = create(peer)) {
            BlockingQueue<Long> passed = new ArrayBlockingQueue<>(64);
            CompletableFuture<Void> freeing = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < rounds; i++) {
                    long frame = take(passed);
                    assertEquals(i, Words.get(allocator.address(frame)));
                    allocator.free(frame, 0, 1);
                }
            });
            for (int i = 0; i < rounds; i++) {
                long frame = allocator.allocate(0, 0);
                assertTrue(frame != FrameAllocator.NO_FRAME, "i=" + i);
                Words.set(allocator.address(frame), i);
                passed.put(frame);
            }
            freeing.get();
            assertEquals(FRAMES, allocator.freeFrames());
            allocator.validate();
        }
    }

    private static long take(BlockingQueue<Long> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("peersOfOneThread")
    void otherThreadIsRefusedAndNothingChanges(Peer peer) {
        try (PeerAllocator allocator = create(peer)) {
            long frame = allocator.allocate(0, 0);
            CompletableFuture<Void> freeing = CompletableFuture.runAsync(
                    () -> assertThrows(WrongThreadException.class, () -> allocator.free(frame, 0, 1)));
            freeing.join();
            assertEquals(FRAMES - 1, allocator.freeFrames());
            allocator.validate();
            allocator.free(frame, 0, 0);
            assertEquals(FRAMES, allocator.freeFrames());
        }
    }

    @ParameterizedTest
    @MethodSource("peers")
    void whatAPeerCannotDoNamesIt(Peer peer) {
        try (PeerAllocator allocator = create(peer)) {
            for (Throwable thrown : List.of(
                    assertThrows(UnsupportedOperationException.class, () -> allocator.isFree(0)),
                    assertThrows(UnsupportedOperationException.class, allocator::freeHugeFrames))) {
                assertTrue(
                        String.valueOf(thrown.getMessage()).contains("peer=" + peer.registryName()),
                        thrown.getMessage());
            }
            assertEquals(FrameAllocator.NOT_KNOWN, allocator.metadataBytes());
            assertEquals(FrameAllocator.NOT_COUNTED, allocator.retries());
            assertEquals(FRAMES, allocator.frames());
            assertEquals(MAX_ORDER, allocator.maxOrder());
            assertEquals(MAX_ORDER, peer.maxOrder());
            assertEquals(Role.PEER, peer.role());
        }
    }

    @ParameterizedTest
    @MethodSource("peers")
    void ordersAndCoresOutOfRangeAreRefused(Peer peer) {
        try (PeerAllocator allocator = create(peer)) {
            assertThrows(IllegalArgumentException.class, () -> allocator.allocate(MAX_ORDER + 1, 0));
            assertThrows(IllegalArgumentException.class, () -> allocator.allocate(-1, 0));
            assertThrows(IllegalArgumentException.class, () -> allocator.allocate(0, CORES));
            assertThrows(IllegalArgumentException.class, () -> allocator.free(0, 0, -1));
            assertEquals(FRAMES, allocator.freeFrames());
        }
        assertThrows(IllegalArgumentException.class, () -> peer.create(0, 1));
        assertThrows(IllegalArgumentException.class, () -> peer.create(1, 0));
    }

    private static long bytes(int order) {
        return (long) PageSize.BYTES << order;
    }
}
