package io.ballonet.cli.compare;

/** Runs one row once. */
interface RowRunner extends AutoCloseable {
    /**
     * JMH's JSON of the run: an array of one object.
     *
     * @throws RowFailure if the benchmark failed; the next row can be run all the same
     */
    String run(BenchmarkRow row, TimePlan plan) throws RowFailure;

    /** Ends what was kept between runs. */
    @Override
    void close();

    /** A benchmark that failed; the message is the line that says why. */
    final class RowFailure extends Exception {
        private static final long serialVersionUID = 1L;

        RowFailure(String message) {
            super(message);
        }
    }
}
