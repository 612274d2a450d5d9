package io.ballonet.scenario.latency;

/** Something that is asked for at a rate. <b>Threads:</b> one. */
interface SweptOperation extends AutoCloseable {
    /** One operation, which is timed. */
    void run();

    /** Ends it, and checks that nothing is wrong. */
    @Override
    void close();
}
