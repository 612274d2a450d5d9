package io.ballonet.host;

/** What a thread does while it waits for the host's agents: lets their threads run, or steps them itself. */
@FunctionalInterface
interface Progress {
    /** One more pause before the next look; {@code attempt} counts from 0. */
    void await(int attempt);
}
