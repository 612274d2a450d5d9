package io.ballonet.micro.reclaim;

import io.ballonet.guest.Guest;
import io.ballonet.host.Host;
import io.ballonet.scan.ScanStrategies;
import io.ballonet.scan.ScanStrategy;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What else goes on in a guest whose balloon moves: reads of a virtual CPU; scans that clear, and host pins. */
@State(Scope.Thread)
public class BesideTheBalloon {
    /** Host pins of one operation, each given back at once. */
    static final int PINS = 64;

    private static final long SEED = 11;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private @Nullable Toucher toucher;
    private @Nullable ScanStrategy scan;

    /** What the pins met. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Pins {
        /** Pins that held a frame. */
        public long pinned;
        /** Pins of a page that had no frame then. */
        public long unbacked;
    }

    /** Reads {@link Toucher#PAGES} pages at random. */
    long touch(LiveBalloon balloon) {
        Toucher made = toucher;
        if (made == null) {
            made = new Toucher(balloon.rig());
            toucher = made;
        }
        return made.step(balloon.rig().virtualPages(), 0);
    }

    /** Clears every accessed bit, then pins and unpins frames of random pages. */
    long scanAndPin(LiveBalloon balloon, Pins pins) {
        Host host = balloon.rig().host();
        Guest guest = balloon.rig().guest();
        ScanStrategy made = scan;
        if (made == null) {
            made = ScanStrategies.LINEAR.create(guest.pages(), SEED);
            scan = made;
        }
        long cleared = made.pass(guest.kernel().view(), true);
        for (int i = 0; i < PINS; i++) {
            long mpn = host.pin(guest, random.nextLong(guest.pages()));
            if (mpn < 0) {
                pins.unbacked++;
            } else {
                pins.pinned++;
                host.unpin(mpn);
            }
        }
        return cleared;
    }

    /** Frees what the scan keeps. */
    @TearDown(Level.Trial)
    public void close() {
        ScanStrategy made = scan;
        if (made != null) {
            made.close();
        }
    }
}
