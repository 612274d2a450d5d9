package io.ballonet.reclaim;

import io.ballonet.balloon.backend.BalloonBackend;

/** Ballooning: the guest itself chooses the pages (Waldspurger, OSDI '02 §3.2). Works once a driver has opened a session. */
public final class BalloonTechnique implements ReclamationTechnique {
    private final BalloonBackend backend;

    /** The technique for the guest of {@code backend}. */
    public BalloonTechnique(BalloonBackend backend) {
        this.backend = backend;
    }

    @Override
    public boolean isAvailable() {
        return backend.hasDriver();
    }

    @Override
    public void setTarget(long pages) {
        backend.setTarget(pages);
    }

    @Override
    public long target() {
        return backend.target();
    }

    @Override
    public long pagesHeld() {
        return backend.size();
    }

    @Override
    public long framesFreed() {
        return backend.framesFreed();
    }
}
