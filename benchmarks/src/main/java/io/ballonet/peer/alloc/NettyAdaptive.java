package io.ballonet.peer.alloc;

import io.netty.buffer.AdaptiveByteBufAllocator;

/** {@code netty-adaptive}: Netty's adaptive allocator with magazines for all threads; it knows no alignment. */
public final class NettyAdaptive extends Peer {
    /** For the registry. */
    public NettyAdaptive() {
        super(
                "netty-adaptive",
                "chunks sized by what was asked for lately, magazines for each thread",
                "Netty 4.2, AdaptiveByteBufAllocator");
    }

    @Override
    PeerAllocator make(long frames, int cores) {
        BufferAllocator.configure();
        return new BufferAllocator(registryName(), new AdaptiveByteBufAllocator(true, true), frames, cores);
    }
}
