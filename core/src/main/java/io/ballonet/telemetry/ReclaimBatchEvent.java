package io.ballonet.telemetry;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** One batch that the host reclaimed from a guest: pages asked for, frames freed, bytes zeroed. */
@Name("io.ballonet.ReclaimBatch")
@Label("Reclaim Batch")
@Category("Ballonet")
@Description("One batch of pages whose frames the host took back")
@StackTrace(false)
public final class ReclaimBatchEvent extends Event {
    private static final ReclaimBatchEvent PROBE = new ReclaimBatchEvent();

    @Timespan(Timespan.NANOSECONDS)
    @Label("Elapsed")
    long elapsedNs;

    @Label("Guest")
    int guestId;

    @Label("Pages")
    long pages;

    @Label("Frames Freed")
    long framesFreed;

    @Label("Unbacked")
    long unbacked;

    @Label("Refused")
    long refused;

    @DataAmount(DataAmount.BYTES)
    @Label("Bytes Zeroed")
    long bytesZeroed;

    private ReclaimBatchEvent() {}

    /** Start of what {@link #emit} reports: {@link System#nanoTime}, or 0 while the event is off. */
    public static long start() {
        return PROBE.isEnabled() ? System.nanoTime() : 0;
    }

    /** Records one batch; {@code startNs} is what {@link #start} gave. Does nothing while the event is off. */
    public static void emit(
            long startNs, int guestId, long pages, long framesFreed, long unbacked, long refused, long bytesZeroed) {
        if (PROBE.isEnabled() && startNs != 0) {
            ReclaimBatchEvent event = new ReclaimBatchEvent();
            event.elapsedNs = System.nanoTime() - startNs;
            event.guestId = guestId;
            event.pages = pages;
            event.framesFreed = framesFreed;
            event.unbacked = unbacked;
            event.refused = refused;
            event.bytesZeroed = bytesZeroed;
            event.commit();
        }
    }
}
