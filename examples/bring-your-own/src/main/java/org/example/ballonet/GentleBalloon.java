package org.example.ballonet;

import io.ballonet.reclaim.ReclaimableGuest;
import io.ballonet.reclaim.ReclamationTechnique;
import io.ballonet.reclaim.ReclamationTechniqueFactory;
import io.ballonet.unit.NamedContender;
import java.util.concurrent.atomic.AtomicLong;

/** A technique: the balloon, told of a larger target a few pages at a time, and of a smaller one at once. */
public final class GentleBalloon extends NamedContender implements ReclamationTechniqueFactory {
    private static final int PAGES_A_POLL = 16;

    public GentleBalloon() {
        super("gentle-balloon", "the balloon, inflated at most 16 pages a poll", "an example");
    }

    @Override
    public ReclamationTechnique create(ReclaimableGuest guest) {
        return new Gentle(guest.balloon(), new AtomicLong());
    }

    private record Gentle(ReclamationTechnique balloon, AtomicLong wanted) implements ReclamationTechnique {
        @Override
        public boolean isAvailable() {
            return balloon.isAvailable();
        }

        @Override
        public void setTarget(long pages) {
            wanted.set(pages);
        }

        @Override
        public long target() {
            return wanted.get();
        }

        @Override
        public long pagesHeld() {
            return balloon.pagesHeld();
        }

        @Override
        public long framesFreed() {
            return balloon.framesFreed();
        }

        @Override
        public int doWork() {
            long step = Math.min(wanted.get() - balloon.target(), PAGES_A_POLL);
            if (step != 0) {
                balloon.setTarget(balloon.target() + step);
            }
            return step == 0 ? 0 : 1;
        }
    }
}
