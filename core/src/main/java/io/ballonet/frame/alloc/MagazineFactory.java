package io.ballonet.frame.alloc;

import io.ballonet.unit.Role;
import java.util.Optional;

/**
 * Magazines in front of an allocator that the user named.
 *
 * @param outer the registry's entry for magazines
 * @param inner what stands behind them
 */
record MagazineFactory(FrameAllocatorFactory outer, FrameAllocatorFactory inner) implements FrameAllocatorFactory {
    @Override
    public FrameAllocator create(long frames, int cores) {
        return MagazineAllocator.create(inner, frames, cores);
    }

    @Override
    public int maxOrder() {
        return inner.maxOrder();
    }

    @Override
    public boolean coalesces() {
        return inner.coalesces();
    }

    @Override
    public Role role() {
        return inner.role();
    }

    @Override
    public Optional<String> unavailable() {
        return inner.unavailable();
    }

    @Override
    public String registryName() {
        return outer.registryName() + "+" + inner.registryName();
    }

    @Override
    public String summary() {
        return "magazines in front of: " + inner.summary();
    }

    @Override
    public String source() {
        return outer.source() + "; " + inner.source();
    }
}
