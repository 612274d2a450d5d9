package io.ballonet.scenario.scaling;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.scenario.ScenarioProgress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Throughput of contenders at numbers of threads, in rounds: each round measures everything once in an order of its own, so that what
 * the machine does meanwhile meets all alike.
 *
 * <p><b>Threads:</b> one, besides its workers.
 */
final class ScalingRun implements AutoCloseable {
    /** The machine's uncontended compare-and-set. */
    static final String CAS = "cas";
    /** Compare-and-set of one word by all threads. */
    static final String SHARED_CAS = "cas-shared";

    private static final int LEAST_FRAMES = 1 << 16;
    private static final int FRAMES_A_CORE = 1 << 12;

    private final ThreadCounts threads;
    private final Random random;
    private final Crew crew;
    private final Map<String, Load> loads = new LinkedHashMap<>();
    /** To be run before the loads are closed. */
    private final List<Runnable> endings = new ArrayList<>();

    /** The limits, then allocators of those names, half of whose frames are held at random places. */
    ScalingRun(ThreadCounts threads, List<String> allocators, long seed) {
        this.threads = threads;
        this.random = new Random(seed);
        this.crew = new Crew(threads.most());
        try {
            loads.put(CAS, Load.ofItsOwn(CasLoad.class, threads.most()));
            loads.put(SHARED_CAS, Load.ofItsOwn(CasLoad.class, 0));
            for (String name : allocators) {
                loads.put(name, Load.ofItsOwn(PairLoad.class, allocator(name)));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private FrameAllocator allocator(String name) {
        int frames = Math.max(LEAST_FRAMES, FRAMES_A_CORE * threads.most());
        FrameAllocator allocator = FrameAllocators.REGISTRY.named(name).create(frames, threads.most());
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            all.add(allocator.allocate(0, i % threads.most()));
        }
        Collections.shuffle(all, random);
        all.subList(frames / 2, frames).forEach(frame -> allocator.free(frame, 0, 0));
        if (!FrameAllocators.REGISTRY.named(name).knowsFreeFrames()) {
            // A peer's memory stays where it is not freed.
            endings.add(() -> all.subList(0, frames / 2).forEach(frame -> allocator.free(frame, 0, 0)));
        }
        return allocator;
    }

    /** Everything that is measured, in the order of a table. */
    List<String> names() {
        return List.copyOf(loads.keySet());
    }

    /**
     * Rounds, after one that is thrown away.
     *
     * @return for each name, operations a second by round and number of threads
     */
    Map<String, double[][]> measure(int rounds, long windowNs, ScenarioProgress progress) {
        Map<String, double[][]> measured = new LinkedHashMap<>();
        loads.keySet().forEach(name -> measured.put(name, new double[rounds][threads.size()]));
        List<String> order = new ArrayList<>(loads.keySet());
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < threads.size(); i++) {
            indices.add(i);
        }
        for (int round = -1; round < rounds; round++) {
            progress.at(round < 0 ? "warm-up" : "round " + (round + 1) + " of " + rounds, (round + 1.0) / (rounds + 1));
            Collections.shuffle(order, random);
            for (String name : order) {
                Collections.shuffle(indices, random);
                for (int index : indices) {
                    double throughput = crew.throughput(load(name), threads.counts()[index], windowNs);
                    if (round >= 0) {
                        rows(measured, name)[round][index] = throughput;
                    }
                }
            }
        }
        return measured;
    }

    private Load load(String name) {
        return Objects.requireNonNull(loads.get(name), name);
    }

    private static double[][] rows(Map<String, double[][]> measured, String name) {
        return Objects.requireNonNull(measured.get(name), name);
    }

    @Override
    public void close() {
        crew.close();
        endings.forEach(Runnable::run);
        loads.values().forEach(Load::close);
    }
}
