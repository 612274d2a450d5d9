package io.ballonet.scenario.accuracy;

import io.ballonet.memory.PageBatch;
import io.ballonet.scan.AccessView;
import io.ballonet.scan.ActiveSink;
import io.ballonet.scan.ScanStrategy;
import io.ballonet.scan.ScanStrategyFactory;

/** The worst there is: prefers pages that were accessed, and names those that were not as active. From outside the registry. */
public final class BlindScan implements ScanStrategyFactory {
    /** For the registry, by class name. */
    public BlindScan() {}

    @Override
    public String registryName() {
        return "blind";
    }

    @Override
    public String summary() {
        return "prefers accessed pages";
    }

    @Override
    public String source() {
        return "none";
    }

    @Override
    public ScanStrategy create(long pages, long seed) {
        return new Blind(pages);
    }

    private static final class Blind implements ScanStrategy {
        private final long pages;
        private long examined;
        private long cleared;

        Blind(long pages) {
            this.pages = pages;
        }

        @Override
        public int selectVictims(AccessView view, int wanted, PageBatch victims) {
            int before = victims.size();
            for (boolean accessed : new boolean[] {true, false}) {
                for (long page = 0; page < pages && victims.size() - before < wanted; page++) {
                    examined++;
                    if (view.isCandidate(page) && view.isAccessed(page) == accessed) {
                        victims.add(page);
                    }
                }
            }
            return victims.size() - before;
        }

        @Override
        public long pass(AccessView view, boolean clear) {
            long accessed = view.countAccessed(0, pages);
            cleared += clear ? view.clearAccessed(0, pages) : 0;
            examined += pages;
            return accessed;
        }

        @Override
        public long pass(AccessView view, boolean clear, ActiveSink sink) {
            for (long word = 0; word < (pages + Long.SIZE - 1) / Long.SIZE; word++) {
                long idle = view.idleWord(word);
                if (idle != 0) {
                    sink.active(word, idle);
                }
            }
            return pass(view, clear);
        }

        @Override
        public long pagesExamined() {
            return examined;
        }

        @Override
        public long bitsCleared() {
            return cleared;
        }

        @Override
        public void close() {
            // nothing off-heap
        }
    }
}
