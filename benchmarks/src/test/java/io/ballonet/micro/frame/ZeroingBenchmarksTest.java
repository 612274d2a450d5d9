package io.ballonet.micro.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.frame.ZeroStores;
import io.ballonet.frame.Zeroing;
import io.ballonet.frame.ZeroingSettings;
import io.ballonet.memory.Words;
import io.ballonet.unit.PageSize;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;

/** Runs each benchmark of zeroing once, small, and holds that each parameter changes something. */
final class ZeroingBenchmarksTest {
    private static final int HELD = 4 * FrameRing.BATCH;

    private final RingState.ZeroedBytes counter = new RingState.ZeroedBytes();

    private static String[] labels(Enum<?>... values) {
        return Arrays.stream(values).map(ZeroingParameters::label).toArray(String[]::new);
    }

    private static String[] parameter(Class<?> state, String field) throws NoSuchFieldException {
        return state.getDeclaredField(field).getAnnotation(Param.class).value();
    }

    @Test
    void parametersNameEveryStrategyAndEveryStore() throws NoSuchFieldException {
        TreeSet<String> strategies = new TreeSet<>(Arrays.asList(parameter(RingState.Ring.class, "contender")));
        strategies.addAll(Arrays.asList("background", "return-to-os")); // benchmarks of their own
        assertEquals(new TreeSet<>(Arrays.asList(labels(Zeroing.values()))), strategies);
        String[] stores = labels(ZeroStores.values());
        assertArrayEquals(stores, parameter(RingState.Ring.class, "stores"));
        assertArrayEquals(stores, parameter(BackgroundState.Shared.class, "stores"));
        assertArrayEquals(stores, parameter(BackgroundState.Dirtied.class, "stores"));
        assertArrayEquals(stores, parameter(ReadBesideZeroing.Pages.class, "contender"));
        assertThrows(IllegalArgumentException.class, () -> ZeroingParameters.zeroing("never"));
        assertThrows(IllegalArgumentException.class, () -> ZeroingParameters.stores("slow"));
    }

    @ParameterizedTest
    @CsvSource({"at-free, plain", "at-free, streaming", "at-allocation, plain", "at-allocation, streaming"})
    void everyRenewedFrameIsZeroedOnce(String contender, String stores) {
        AllocateFree benchmark = new AllocateFree();
        RingState.Stream stream = stream(contender, stores);
        RingState.Hot hot = hot(contender, stores);
        for (int i = 0; i < 10; i++) {
            benchmark.allocateFree(stream, counter);
            benchmark.allocateWriteFree(stream, counter);
            benchmark.allocateFreeHot(hot, counter);
            benchmark.allocateWriteFreeHot(hot, counter);
        }
        assertEquals(40 * FrameRing.BATCH, counter.framesRenewed);
        /* What was freed last waits for the next owner, and the first owners found frames that nobody had used. */
        int late = contender.equals("at-free") ? 0 : 2;
        assertEquals(PageSize.bytesOf(40 * FrameRing.BATCH - (long) late * FrameRing.BATCH), counter.bytesZeroed);
        stream.close();
        hot.close();
    }

    private static RingState.Stream stream(String contender, String stores) {
        RingState.Stream state = new RingState.Stream();
        state.contender = contender;
        state.stores = stores;
        state.held = HELD;
        state.open();
        return state;
    }

    private static RingState.Hot hot(String contender, String stores) {
        RingState.Hot state = new RingState.Hot();
        state.contender = contender;
        state.stores = stores;
        state.open();
        return state;
    }

    @Test
    void strategyDecidesWhichCallZeroes() {
        try (FrameRing atFree = ring(Zeroing.AT_FREE, 0);
                FrameRing atAllocation = ring(Zeroing.AT_ALLOCATION, 0)) {
            assertEquals(PageSize.bytesOf(FrameRing.BATCH), atFree.renew(true), "by the free");
            assertEquals(0, atAllocation.renew(true));
            atAllocation.allocateOnly();
            assertEquals(
                    PageSize.bytesOf(FrameRing.BATCH), atAllocation.memory().bytesZeroed(), "by the allocation");
            atAllocation.freeLast();
        }
    }

    private static FrameRing ring(Zeroing zeroing, int held) {
        return new FrameRing(held, FrameRing.BATCH, ZeroingSettings.of(zeroing));
    }

    /** A frame of the stream is used again after all others, one that is hot at once. */
    @Test
    void whereDecidesHowLongAFrameIsHeld() {
        try (FrameRing hot = ring(Zeroing.AT_FREE, 0);
                FrameRing stream = ring(Zeroing.AT_FREE, HELD)) {
            hot.renew(true);
            assertEquals(FrameRing.BATCH, hot.memory().frames());
            assertEquals(FrameRing.BATCH, hot.memory().freeFrames());
            stream.renew(true);
            assertEquals(HELD + FrameRing.BATCH, stream.memory().frames());
            assertEquals(FrameRing.BATCH, stream.memory().freeFrames());
        }
    }

    @Test
    void returnedFramesLeaveAndBooksZeroNothing() {
        AllocateFree benchmark = new AllocateFree();
        AllocateFree.Returned returned = new AllocateFree.Returned();
        returned.held = HELD;
        returned.open();
        benchmark.allocateWriteFreeReturned(returned);
        assertEquals(PageSize.bytesOf(FrameRing.BATCH), returned.ring().memory().bytesReturned());
        returned.close();
        AllocateFree.Books books = new AllocateFree.Books();
        books.open();
        assertEquals(0, benchmark.booksOnly(books));
        books.close();
    }

    @Test
    void warmStockNeedsNoZeroing() {
        BackgroundAllocation benchmark = new BackgroundAllocation();
        BackgroundState.Warm state = new BackgroundState.Warm();
        state.held = HELD;
        state.open();
        for (int i = 0; i < 200; i++) {
            benchmark.allocateWarm(state);
            state.refill();
        }
        state.checkWarm();
        assertTrue(state.ring().memory().framesZeroedInBackground() > 0);
        state.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "streaming"})
    void agentZeroesWhatTheOwnerFreesAndLateFramesAreCounted(String stores) {
        BackgroundAllocation benchmark = new BackgroundAllocation();
        BackgroundState.Shared state = new BackgroundState.Shared();
        BackgroundState.Late late = new BackgroundState.Late();
        state.stores = stores;
        state.held = HELD;
        state.open();
        for (int i = 0; i < 200; i++) {
            benchmark.allocateWriteFree(state, late);
            assertEquals(FrameRing.BATCH, benchmark.agent(state));
        }
        assertEquals(200 * FrameRing.BATCH, late.framesRenewed);
        assertEquals(0, late.stockMisses);
        for (int i = 0; i < 200; i++) {
            benchmark.allocateWriteFree(state, late);
        }
        assertNotEquals(0, late.stockMisses, "without the agent");
        state.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "streaming"})
    void agentAloneFindsABatchToZeroEachTime(String stores) {
        BackgroundState.Dirtied state = new BackgroundState.Dirtied();
        state.stores = stores;
        state.held = HELD;
        state.open();
        for (int i = 0; i < 200; i++) {
            state.dirty();
            assertEquals(FrameRing.BATCH, new BackgroundAllocation().agentAlone(state));
        }
        state.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "streaming"})
    void neighbourReadsWhileOtherPagesAreZeroed(String stores) {
        ReadBesideZeroing benchmark = new ReadBesideZeroing();
        WorkingSet set = new WorkingSet();
        ReadBesideZeroing.After state = new ReadBesideZeroing.After();
        state.contender = stores;
        state.pages = ReadBesideZeroing.ZEROED + 1;
        state.open();
        long last = state.address() + PageSize.bytesOf(ReadBesideZeroing.ZEROED);
        Words.set(state.address(), 1);
        Words.set(last, 1);
        state.zeroBefore();
        assertEquals(0, Words.get(state.address()));
        assertEquals(1, Words.get(last), "pages are zeroed in turn");
        assertEquals(PageSize.bytesOf(WorkingSet.PAGES - 1), benchmark.zero(state), "the last, then from the start");
        assertEquals(0, Words.get(last));
        Stream.of(benchmark.readAfter(state, set), benchmark.readBeside(set), benchmark.readAlone(set))
                .forEach(sum -> assertEquals(0, sum));
        set.close();
        state.close();
    }
}
