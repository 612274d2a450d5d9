package io.ballonet.scenario.interference;

import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.host.Host;
import io.ballonet.scan.AccessView;
import io.ballonet.scenario.ScenarioProgress;
import io.ballonet.trace.PageTrace;
import io.ballonet.unit.PageSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One layout, measured in short windows: a block holds a window of each kind, in random order, and a window is compared with
 * the block's window of {@link Beside#NOTHING}, so that what the machine does meanwhile meets both alike.
 *
 * <p>Kinds that only read come first, in blocks of their own: after a pass that cleared, the virtual CPU sets bits again for a
 * while, which would count for whatever comes next.
 */
final class Windows {
    private static final long WINDOW_NS = 20_000_000;
    /* A window is not looked at before the virtual CPU has settled; after a clearing one it has bits to set again. */
    private static final long SETTLE_NS = 4_000_000;
    private static final long SETTLE_AFTER_CLEAR_NS = 30_000_000;
    private static final int WARM_UP_BLOCKS = 3;

    private static final List<Beside> READING = List.of(Beside.NOTHING, Beside.SPIN, Beside.READ_ONLY);
    private static final List<Beside> CLEARING = List.of(Beside.NOTHING, Beside.CLEAR_EVERY_10_MS, Beside.CLEAR);

    private final boolean packed;
    private final PageTrace trace;
    private final int pages;
    private final Random random;
    private final Map<Beside, Figures> figures = new EnumMap<>(Beside.class);
    private long accesses;
    private long misses;

    /** What the windows of one kind gave. */
    static final class Figures {
        final List<Double> nsPerAccess = new ArrayList<>();
        /** Of each window against its block's baseline: 1 is no slower. */
        final List<Double> ratios = new ArrayList<>();

        private long passes;
        private long scanNs;

        /** Pages that the scan looked at a second, while it ran. */
        double pagesPerSecond(int pages) {
            return passes == 0 ? 0 : 1e9 * passes * pages / scanNs;
        }
    }

    /** A guest of {@code pages} pages, all of them backed by frames and mapped. */
    Windows(boolean packed, PageTrace trace, int pages, long seed) {
        this.packed = packed;
        this.trace = trace;
        this.pages = pages;
        this.random = new Random(seed);
    }

    /** Measures for about {@code durationNs}, at least one block of either sort. */
    void run(long durationNs, ScenarioProgress progress, String phase, double from, double to) {
        try (Host host = Host.builder().frames(pages).manualTargets().stepped()) {
            Guest guest = host.boot(GuestSettings.of("scanned", pages)
                    .swapPages(0)
                    .packedAccessBits(packed)
                    .withoutDriver());
            VirtualCpu cpu = guest.newVirtualCpu(guest.newProcess("zipf", pages));
            touchAll(cpu);
            AccessView view = guest.kernel().view();
            try (BusyCpu busy = new BusyCpu(cpu, trace, random.nextLong())) {
                for (int block = 0; block < WARM_UP_BLOCKS; block++) {
                    run(List.of(Beside.values()), view, busy);
                }
                figures.clear();
                run(READING, durationNs / 2, view, busy, share -> progress.at(phase, from + (to - from) * share / 2));
                run(
                        CLEARING,
                        durationNs / 2,
                        view,
                        busy,
                        share -> progress.at(phase, from + (to - from) * (1 + share) / 2));
            }
            host.validate();
        }
    }

    private static void touchAll(VirtualCpu cpu, int pages) {
        cpu.enter();
        try {
            for (long page = 0; page < pages; page++) {
                cpu.writeLong(PageSize.bytesOf(page), 0);
                cpu.poll();
            }
        } finally {
            cpu.exit();
        }
    }

    private void touchAll(VirtualCpu cpu) {
        touchAll(cpu, pages);
    }

    private interface Share {
        void is(double share);
    }

    private void run(List<Beside> kinds, long durationNs, AccessView view, BusyCpu busy, Share progress) {
        long start = System.nanoTime();
        long passed;
        do {
            run(kinds, view, busy);
            passed = System.nanoTime() - start;
            progress.is(Math.min(1, (double) passed / durationNs));
        } while (passed < durationNs || of(kinds.getLast()).ratios.isEmpty());
    }

    /** One block. */
    private void run(List<Beside> kinds, AccessView view, BusyCpu busy) {
        List<Beside> order = new ArrayList<>(kinds);
        Collections.shuffle(order, random);
        Map<Beside, Double> block = new EnumMap<>(Beside.class);
        for (Beside beside : order) {
            block.put(beside, window(beside, view, busy));
        }
        if (block.containsValue(Double.NaN)) {
            return; // the virtual CPU had no core in one of the windows
        }
        double baseline = block.getOrDefault(Beside.NOTHING, Double.NaN);
        block.forEach((beside, ns) -> {
            Figures of = of(beside);
            of.nsPerAccess.add(ns);
            of.ratios.add(ns / baseline);
        });
    }

    private double window(Beside beside, AccessView view, BusyCpu busy) {
        beside.run(view, System.nanoTime() + SETTLE_NS);
        BusyCpu.Position before = busy.position();
        long start = System.nanoTime();
        Figures of = of(beside);
        of.passes += beside.run(view, start + WINDOW_NS);
        of.scanNs += System.nanoTime() - start;
        BusyCpu.Position during = busy.position().since(before);
        accesses += during.accesses();
        misses += during.misses();
        if (beside.clears()) {
            Beside.NOTHING.run(view, System.nanoTime() + SETTLE_AFTER_CLEAR_NS);
        }
        return during.accesses() == 0 ? Double.NaN : during.nsPerAccess();
    }

    /** What windows of a kind gave. */
    Figures of(Beside beside) {
        return figures.computeIfAbsent(beside, key -> new Figures());
    }

    /** Share of the accesses that walked the tables. */
    double missShare() {
        return (double) misses / accesses;
    }
}
