package io.ballonet.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** One call of a scan strategy: what it looked at, what it cleared, and the victims it found. */
@Name("io.ballonet.ScanPass")
@Label("Scan Pass")
@Category("Ballonet")
@Description("One call of an inactivity scan: what it looked at and what it found")
@StackTrace(false)
public final class ScanPassEvent extends Event {
    private static final ScanPassEvent PROBE = new ScanPassEvent();

    @Timespan(Timespan.NANOSECONDS)
    @Label("Elapsed")
    long elapsedNs;

    @Label("Strategy")
    String strategy = "";

    @Label("Pages Examined")
    long pagesExamined;

    @Label("Accessed Bits Cleared")
    long bitsCleared;

    @Label("Victims")
    long victims;

    private ScanPassEvent() {}

    /** Start of what {@link #emit} reports: {@link System#nanoTime}, or 0 while the event is off. */
    public static long start() {
        return PROBE.isEnabled() ? System.nanoTime() : 0;
    }

    /** Records one pass; {@code startNs} is what {@link #start} gave. Does nothing while the event is off. */
    public static void emit(long startNs, String strategy, long pagesExamined, long bitsCleared, long victims) {
        if (PROBE.isEnabled() && startNs != 0) {
            ScanPassEvent event = new ScanPassEvent();
            event.elapsedNs = System.nanoTime() - startNs;
            event.strategy = strategy;
            event.pagesExamined = pagesExamined;
            event.bitsCleared = bitsCleared;
            event.victims = victims;
            event.commit();
        }
    }
}
