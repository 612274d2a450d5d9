package io.ballonet.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One answered inflate message: pages that a guest's driver sent and what the host took. */
@Name("io.ballonet.Inflate")
@Label("Balloon Inflate")
@Category("Ballonet")
@Description("Pages that a driver gave to the host in one message, and the host's answer")
@StackTrace(false)
public final class InflateEvent extends Event {
    private static final InflateEvent PROBE = new InflateEvent();

    @Label("Guest")
    int guestId;

    @Label("Session")
    int session;

    @Label("Pages Sent")
    long pagesSent;

    @Label("Pages Taken")
    long pagesTaken;

    @Label("Pages Refused")
    long pagesRefused;

    private InflateEvent() {}

    /** Records one event. Does nothing, and allocates nothing, while it is off. */
    public static void emit(int guestId, int session, long pagesSent, long pagesTaken, long pagesRefused) {
        if (PROBE.isEnabled()) {
            InflateEvent event = new InflateEvent();
            event.guestId = guestId;
            event.session = session;
            event.pagesSent = pagesSent;
            event.pagesTaken = pagesTaken;
            event.pagesRefused = pagesRefused;
            event.commit();
        }
    }
}
