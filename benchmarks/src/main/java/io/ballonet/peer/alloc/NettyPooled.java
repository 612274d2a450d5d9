package io.ballonet.peer.alloc;

import io.ballonet.unit.PageSize;
import io.netty.buffer.PooledByteBufAllocator;

/** {@code netty-pooled}: Netty's pooled allocator with caches for all threads, its chunks aligned to 4 KiB. */
public final class NettyPooled extends Peer {
    /** For the registry. */
    public NettyPooled() {
        super(
                "netty-pooled",
                "size classes in chunks of arenas, a cache for each thread",
                "Netty 4.2, PooledByteBufAllocator, after Evans, Scalable memory allocation using jemalloc, 2011");
    }

    @Override
    PeerAllocator make(long frames, int cores) {
        BufferAllocator.configure();
        PooledByteBufAllocator buffers = new PooledByteBufAllocator(
                true,
                0,
                PooledByteBufAllocator.defaultNumDirectArena(),
                PooledByteBufAllocator.defaultPageSize(),
                PooledByteBufAllocator.defaultMaxOrder(),
                PooledByteBufAllocator.defaultSmallCacheSize(),
                PooledByteBufAllocator.defaultNormalCacheSize(),
                true,
                PageSize.BYTES);
        return new BufferAllocator(registryName(), buffers, frames, cores);
    }
}
