package io.ballonet.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One answered deflate message: ballooned pages that a guest asked back and what the host returned. */
@Name("io.ballonet.Deflate")
@Label("Balloon Deflate")
@Category("Ballonet")
@Description("Pages that a driver got back from the host in one message, and the host's answer")
@StackTrace(false)
public final class DeflateEvent extends Event {
    private static final DeflateEvent PROBE = new DeflateEvent();

    @Label("Guest")
    int guestId;

    @Label("Session")
    int session;

    @Label("Pages Asked")
    long pagesAsked;

    @Label("Pages Returned")
    long pagesReturned;

    @Label("Pages Refused")
    long pagesRefused;

    private DeflateEvent() {}

    /** Records one event. Does nothing, and allocates nothing, while it is off. */
    public static void emit(int guestId, int session, long pagesAsked, long pagesReturned, long pagesRefused) {
        if (PROBE.isEnabled()) {
            DeflateEvent event = new DeflateEvent();
            event.guestId = guestId;
            event.session = session;
            event.pagesAsked = pagesAsked;
            event.pagesReturned = pagesReturned;
            event.pagesRefused = pagesRefused;
            event.commit();
        }
    }
}
