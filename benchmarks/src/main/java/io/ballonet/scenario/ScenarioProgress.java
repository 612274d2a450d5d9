package io.ballonet.scenario;

/** Told how far a run is. <b>Threads:</b> the run's. */
@FunctionalInterface
public interface ScenarioProgress {
    /** Tells nobody. */
    ScenarioProgress SILENT = (phase, share) -> {};

    /**
     * The run is at this point.
     *
     * @param phase what it does now, in a few words
     * @param share of the whole that is done, 0 to 1
     */
    void at(String phase, double share);
}
