package io.ballonet.channel;

import io.ballonet.memory.PageBatch;
import io.ballonet.memory.Region;
import org.agrona.concurrent.UnsafeBuffer;

/** A {@link BalloonChannel} over two of Agrona's one-to-one rings in one off-heap region that nothing else lies in. */
final class RingChannel implements BalloonChannel {
    private final Region region;
    private final Region books = Region.map(HostBooksLayout.LENGTH_BYTES);
    private final PageBatch receivedByDriver = new PageBatch(MAX_BATCH);
    private final PageBatch receivedByHost = new PageBatch(MAX_BATCH);
    private final RingDriverEnd driver;
    private final RingHostEnd host;

    private RingChannel(Region region, int pagesPerRecord) {
        this.region = region;
        long target = region.address() + ChannelRegionLayout.TARGET_OFFSET;
        UnsafeBuffer up = ring(region, ChannelRegionLayout.UP_OFFSET);
        UnsafeBuffer down = ring(region, ChannelRegionLayout.DOWN_OFFSET);
        this.driver = new RingDriverEnd(target, up, down, pagesPerRecord, receivedByDriver);
        this.host = new RingHostEnd(target, up, down, pagesPerRecord, receivedByHost, books.address());
    }

    /** An empty channel whose messages of pages carry at most {@code pagesPerRecord} of them in a record of the ring. */
    static RingChannel create(int pagesPerRecord) {
        return new RingChannel(Region.map(ChannelRegionLayout.LENGTH_BYTES), pagesPerRecord);
    }

    private static UnsafeBuffer ring(Region region, long offset) {
        return new UnsafeBuffer(
                region.address() + offset, ChannelRegionLayout.ringBytes(ChannelRegionLayout.RING_CAPACITY));
    }

    @Override
    public DriverEnd driver() {
        return driver;
    }

    @Override
    public HostEnd host() {
        return host;
    }

    /** Address of the shared memory, laid out as {@link ChannelRegionLayout} says: what a hostile guest writes to. */
    long sharedAddress() {
        return region.address();
    }

    @Override
    public void close() {
        receivedByDriver.close();
        receivedByHost.close();
        books.close();
        region.close();
    }
}
