package io.ballonet.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** One grace period: from a revocation until the last virtual CPU forgot its translations. The laggard is the name of that CPU, empty if none had to be waited for. */
@Name("io.ballonet.Shootdown")
@Label("Shootdown")
@Category("Ballonet")
@Description("A grace period: from a revocation until the last virtual CPU forgot its translations")
@StackTrace(false)
public final class ShootdownEvent extends Event {
    private static final ShootdownEvent PROBE = new ShootdownEvent();

    @Label("Guest")
    int guestId;

    @Label("Generation")
    long generation;

    @Label("Virtual CPUs")
    int virtualCpus;

    @Timespan(Timespan.NANOSECONDS)
    @Label("Grace Period")
    long durationNs;

    @Label("Laggard")
    String laggard = "";

    private ShootdownEvent() {}

    /** Records one event. Does nothing, and allocates nothing, while it is off. */
    public static void emit(int guestId, long generation, int virtualCpus, long durationNs, String laggard) {
        if (PROBE.isEnabled()) {
            ShootdownEvent event = new ShootdownEvent();
            event.guestId = guestId;
            event.generation = generation;
            event.virtualCpus = virtualCpus;
            event.durationNs = durationNs;
            event.laggard = laggard;
            event.commit();
        }
    }
}
