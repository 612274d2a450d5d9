package io.ballonet.peer.alloc;

import io.ballonet.frame.alloc.FrameAllocator;
import io.ballonet.frame.alloc.FrameAllocatorFactory;
import io.ballonet.unit.Role;

/** What the registry knows of a peer. */
abstract class Peer implements FrameAllocatorFactory {
    private final String registryName;
    private final String summary;
    private final String source;

    Peer(String registryName, String summary, String source) {
        this.registryName = registryName;
        this.summary = summary;
        this.source = source;
    }

    /** An allocator of checked availability. */
    abstract PeerAllocator make(long frames, int cores);

    /**
     * An allocator that holds nothing yet.
     *
     * @throws IllegalStateException if the peer cannot run here, naming what to install
     */
    @Override
    public final FrameAllocator create(long frames, int cores) {
        unavailable().ifPresent(why -> {
            throw new IllegalStateException(registryName + " cannot run here: " + why);
        });
        return make(frames, cores);
    }

    @Override
    public final int maxOrder() {
        return PeerAllocator.MAX_ORDER;
    }

    @Override
    public final boolean knowsFreeFrames() {
        return false;
    }

    @Override
    public final Role role() {
        return Role.PEER;
    }

    @Override
    public final String registryName() {
        return registryName;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final String source() {
        return source;
    }
}
