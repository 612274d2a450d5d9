package org.example.ballonet;

import io.ballonet.memory.PageBatch;
import io.ballonet.scan.AbstractScan;
import io.ballonet.scan.AccessView;
import io.ballonet.scan.ScanStrategy;
import io.ballonet.scan.ScanStrategyFactory;
import io.ballonet.unit.NamedContender;

/** A scan: idle pages from the last to the first, going on where the last call stopped. */
public final class Backwards extends NamedContender implements ScanStrategyFactory {
    public Backwards() {
        super("backwards", "idle pages from the last to the first, clears nothing", "an example");
    }

    @Override
    public ScanStrategy create(long pages, long seed) {
        return new Scan(pages);
    }

    private static final class Scan extends AbstractScan {
        private long next;

        Scan(long pages) {
            super(pages);
        }

        @Override
        protected void select(AccessView view, int wanted, PageBatch victims) {
            int enough = victims.size() + wanted;
            for (long left = pages(); victims.size() < enough && left > 0; left--) {
                next = (next == 0 ? pages() : next) - 1;
                examined(1);
                if (view.isCandidate(next) && !view.isAccessed(next)) {
                    victims.add(next);
                }
            }
        }
    }
}
