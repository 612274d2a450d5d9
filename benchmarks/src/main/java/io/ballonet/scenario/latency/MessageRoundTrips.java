package io.ballonet.scenario.latency;

import io.ballonet.micro.channel.ChannelRoundTrip;

/** A message of one page goes to the host, on a thread of its own, and its answer comes back. */
final class MessageRoundTrips implements SweptOperation {
    private final ChannelRoundTrip channel = new ChannelRoundTrip();

    MessageRoundTrips(String contender) {
        channel.contender = contender;
        channel.open();
    }

    @Override
    public void run() {
        channel.roundTrip();
    }

    @Override
    public void close() {
        channel.close();
    }
}
