package io.ballonet.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The host crossed a watermark: free frames at that moment and the states before and after, by name. */
@Name("io.ballonet.PressureState")
@Label("Pressure State")
@Category("Ballonet")
@Description("The host crossed a watermark of free memory")
@StackTrace(false)
public final class PressureStateEvent extends Event {
    private static final PressureStateEvent PROBE = new PressureStateEvent();

    @Label("Free Frames")
    long freeFrames;

    @Label("Old State")
    String oldState = "";

    @Label("New State")
    String newState = "";

    private PressureStateEvent() {}

    /** Records one event. Does nothing, and allocates nothing, while it is off. */
    public static void emit(long freeFrames, String oldState, String newState) {
        if (PROBE.isEnabled()) {
            PressureStateEvent event = new PressureStateEvent();
            event.freeFrames = freeFrames;
            event.oldState = oldState;
            event.newState = newState;
            event.commit();
        }
    }
}
