package io.ballonet.channel;

import io.ballonet.unit.Registry;
import io.ballonet.unit.Role;

/** The channels that ship with the core. */
public enum BalloonChannels implements BalloonChannelFactory {
    /** Batches of up to {@link BalloonChannel#MAX_BATCH} pages over one-to-one rings. */
    ONE_TO_ONE(
            "one-to-one",
            "batches of 512 page entries over a pair of one-to-one rings",
            "Agrona, OneToOneRingBuffer; VMware balloon, batched lock commands",
            BalloonChannel.MAX_BATCH),

    /** The foil: the same rings, a record for every page. */
    PAGE_PER_MESSAGE(
            "page-per-message",
            "the same rings, one page a message: what batching saves",
            "Waldspurger, OSDI 2002, section 3: the driver names each pinned page to the host",
            1);

    /** Every channel by name: those above, then what the service loader finds. */
    public static final Registry<BalloonChannelFactory> REGISTRY =
            Registry.of("channel", BalloonChannelFactory.class, values());

    private final String registryName;
    private final String summary;
    private final String source;
    private final int batch;

    BalloonChannels(String registryName, String summary, String source, int batch) {
        this.registryName = registryName;
        this.summary = summary;
        this.source = source;
        this.batch = batch;
    }

    @Override
    public BalloonChannel create() {
        return RingChannel.create(batch);
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public Role role() {
        return this == PAGE_PER_MESSAGE ? Role.FOIL : Role.OURS;
    }

    @Override
    public String registryName() {
        return registryName;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public String source() {
        return source;
    }
}
