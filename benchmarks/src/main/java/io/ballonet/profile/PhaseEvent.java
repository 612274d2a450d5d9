package io.ballonet.profile;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** One part of a run: an iteration of a benchmark, or the whole of a scenario. Says which part of a recording is measured. */
@Name(PhaseEvent.TYPE)
@Label("Phase")
@Category("Ballonet")
@Description("A part of a run, and whether it is measured")
@StackTrace(false)
public final class PhaseEvent extends Event {
    /** Its name in a recording. */
    static final String TYPE = "io.ballonet.Phase";

    @Label("Phase")
    String phase = "";

    @Label("Measured")
    boolean measured;

    @Label("Planned Length")
    @Timespan(Timespan.NANOSECONDS)
    long plannedNs;

    private PhaseEvent() {}

    /**
     * A phase that begins now; {@code commit()} ends it.
     *
     * @param phase in a word or two
     * @param measured false for a warm-up
     * @param plannedNs after which what still goes on is clearing up; {@link Long#MAX_VALUE} where nothing is planned
     */
    public static PhaseEvent begin(String phase, boolean measured, long plannedNs) {
        PhaseEvent event = new PhaseEvent();
        event.phase = phase;
        event.measured = measured;
        event.plannedNs = plannedNs;
        event.begin();
        return event;
    }
}
