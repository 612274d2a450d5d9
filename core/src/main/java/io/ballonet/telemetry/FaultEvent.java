package io.ballonet.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One fault of a guest, of one page: off by default, since there may be millions a second. */
@Name("io.ballonet.Fault")
@Label("Fault")
@Category("Ballonet")
@Description("A page fault of a guest, one event a page")
@Enabled(false)
@StackTrace(false)
public final class FaultEvent extends Event {
    private static final FaultEvent PROBE = new FaultEvent();

    @Label("Guest")
    int guestId;

    @Label("Page")
    long page;

    @Label("Kind")
    String kind = "";

    private FaultEvent() {}

    /** Records one event. Does nothing, and allocates nothing, while it is off. */
    public static void emit(int guestId, long page, String kind) {
        if (PROBE.isEnabled()) {
            FaultEvent event = new FaultEvent();
            event.guestId = guestId;
            event.page = page;
            event.kind = kind;
            event.commit();
        }
    }
}
