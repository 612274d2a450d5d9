package io.ballonet.host;

import io.ballonet.channel.BalloonChannel;
import io.ballonet.channel.BalloonChannelFactory;
import io.ballonet.channel.BalloonChannels;
import java.util.ArrayList;
import java.util.List;

/** The one-to-one channel, found by its class name, of which a test can have the guest's end. */
public final class TappedChannel implements BalloonChannelFactory {
    private static final List<BalloonChannel> CREATED = new ArrayList<>();

    /** The channel of the guest that booted last. */
    static synchronized BalloonChannel last() {
        return CREATED.getLast();
    }

    private static synchronized BalloonChannel keep(BalloonChannel channel) {
        CREATED.add(channel);
        return channel;
    }

    @Override
    public BalloonChannel create() {
        return keep(BalloonChannels.ONE_TO_ONE.create());
    }

    @Override
    public int batch() {
        return BalloonChannels.ONE_TO_ONE.batch();
    }

    @Override
    public String registryName() {
        return "tapped";
    }

    @Override
    public String summary() {
        return "one-to-one, with the guest's end in a test's hands";
    }

    @Override
    public String source() {
        return "none";
    }
}
