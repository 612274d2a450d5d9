package io.ballonet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.guest.Guest;
import io.ballonet.guest.GuestSettings;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.unit.PageSize;
import org.junit.jupiter.api.Test;

/** What the host keeps a frame, and what the guest keeps a page. */
final class MetadataTest {
    private static final int FRAMES = 1 << 18;
    private static final double HOST_BYTES_A_FRAME = 20;

    @Test
    void frameTableNestedEntryAndAllocatorTakeAtMostTwentyBytesAFrame() {
        try (Host host = Host.builder().frames(FRAMES).manualTargets().stepped()) {
            long withoutGuest = host.metadataBytes();
            host.boot(GuestSettings.of("a", FRAMES));
            double aFrame = (double) host.metadataBytes() / FRAMES;
            assertTrue(aFrame <= HOST_BYTES_A_FRAME, "bytes a frame: " + aFrame);
            assertEquals(Long.BYTES, (double) (host.metadataBytes() - withoutGuest) / FRAMES, "nested entry");
            assertEquals(
                    host.memory().table().metadataBytes(), (long) FRAMES * Long.BYTES, "frame table, a word a frame");
        }
    }

    @Test
    void guestPaysForItsTablesWhereTheyAreUsed() {
        try (Host host = Host.builder().frames(64).manualTargets().stepped()) {
            Guest guest = host.boot(GuestSettings.of("a", FRAMES));
            VirtualCpu cpu = guest.newVirtualCpu(guest.newProcess("p", FRAMES));
            long before = guest.kernel().metadataBytes();
            cpu.enter();
            assertEquals(0, cpu.readLong(0));
            long afterFirst = guest.kernel().metadataBytes();
            assertEquals(0, cpu.readLong(PageSize.BYTES));
            cpu.exit();
            long threeTables = 3L * (PageSize.BYTES + Long.BYTES);
            assertEquals(threeTables, afterFirst - before, "tables of the levels below the root");
            assertEquals(afterFirst, guest.kernel().metadataBytes(), "the second page shares them");
        }
    }
}
