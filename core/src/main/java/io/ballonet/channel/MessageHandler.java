package io.ballonet.channel;

import io.ballonet.memory.PageBatch;

/** Takes one message. The batch belongs to the channel and is valid during the call only; it is a private copy. */
@FunctionalInterface
public interface MessageHandler {
    void onMessage(int type, int session, PageBatch entries);
}
