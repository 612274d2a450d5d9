package io.ballonet.channel;

import io.ballonet.unit.Contender;

/** Makes channels of one kind; the unit of the {@code BalloonChannels.REGISTRY}. */
public interface BalloonChannelFactory extends Contender {
    /** An empty channel with target 0. */
    BalloonChannel create();

    /** Most pages that one of its messages carries, in {@code [1, BalloonChannel.MAX_BATCH]}. */
    int batch();
}
