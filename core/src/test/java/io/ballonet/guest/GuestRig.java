package io.ballonet.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ballonet.channel.BalloonChannel;
import io.ballonet.channel.BalloonChannels;
import io.ballonet.channel.MessageType;
import io.ballonet.frame.MachineMemory;
import io.ballonet.frame.Zeroing;
import io.ballonet.frame.alloc.FrameAllocators;
import io.ballonet.memory.PageBatch;
import io.ballonet.paging.GuestPageTables;
import io.ballonet.paging.Mmu;
import io.ballonet.paging.NestedEntry;
import io.ballonet.paging.NestedFaultHandler;
import io.ballonet.paging.NestedTable;
import io.ballonet.paging.Shootdown;
import io.ballonet.unit.PageSize;

/** A guest on hand-made parts: a test takes its frames away and decides how its nested faults end. */
final class GuestRig implements AutoCloseable {
    private static final int ID = 3;

    final NestedTable nested;
    final BalloonChannel channel = BalloonChannels.ONE_TO_ONE.create();
    final Guest guest;
    final VirtualCpu cpu;
    /** What a nested fault does first; throws to refuse a frame. */
    Runnable onBack = () -> {};
    /** What {@link NestedFaultHandler#tryBack} does: nothing, or nothing and claim the contrary. */
    boolean isTryBackALie;

    private final MachineMemory memory;
    private final Shootdown shootdown;

    GuestRig(GuestSettings settings, int processPages) {
        memory = MachineMemory.withBytes(4 * settings.pages(), 1, FrameAllocators.BITMAP, Zeroing.AT_ALLOCATION);
        nested = new NestedTable(settings.pages());
        shootdown = new Shootdown(settings.maxVirtualCpus() + 1);
        GuestPageTables tables = new GuestPageTables(settings.pages());
        guest = new Guest(
                settings,
                new Guest.Wiring(
                        ID,
                        tables,
                        null,
                        new Mmu(tables, nested, memory, null),
                        shootdown,
                        new Faults(),
                        channel.driver(),
                        pages -> false));
        cpu = guest.newVirtualCpu(guest.newProcess("p", processPages));
    }

    private final class Faults implements NestedFaultHandler {
        @Override
        public boolean tryBack(long ppn) {
            return isTryBackALie || NestedEntry.state(nested.entryAcquire(ppn)) == NestedEntry.BACKED;
        }

        @Override
        public void back(long ppn) {
            onBack.run();
            long entry = nested.entryAcquire(ppn);
            if (NestedEntry.state(entry) != NestedEntry.BACKED) {
                assertTrue(nested.cas(ppn, entry, NestedEntry.back(entry, memory.allocate(ID, 0))));
            }
        }
    }

    /** Takes every frame away for a while, as a host in the midst of reclaim does. */
    void revokeAll() {
        for (long ppn = 0; ppn < nested.pages(); ppn++) {
            nested.revoke(ppn);
        }
    }

    void restoreAll() {
        for (long ppn = 0; ppn < nested.pages(); ppn++) {
            long entry = nested.entryAcquire(ppn);
            if (NestedEntry.state(entry) == NestedEntry.IN_TRANSIT) {
                nested.cas(ppn, entry, NestedEntry.restore(entry));
            }
        }
    }

    /** Makes one mapped page free and unbacked, as a balloon that gave it back. */
    void freeWithoutFrame(long ppn, boolean fresh) {
        try (PageBatch batch = new PageBatch(1)) {
            batch.add(ppn);
            GuestKernel kernel = guest.kernel();
            assertEquals(1, kernel.pin(batch));
            assertEquals(1, kernel.settle(batch));
            nested.revoke(ppn);
            nested.ballooned(ppn);
            long entry = nested.entryAcquire(ppn);
            assertTrue(nested.cas(ppn, entry, NestedEntry.deflate(entry)));
            kernel.release(batch, fresh);
        }
    }

    void write(long page) {
        cpu.enter();
        try {
            cpu.writeLong(PageSize.bytesOf(page), page + 100);
        } finally {
            cpu.exit();
        }
    }

    void check(long page) {
        cpu.enter();
        try {
            assertEquals(page + 100, cpu.readLong(PageSize.bytesOf(page)), "I6: page " + page);
        } finally {
            cpu.exit();
        }
    }

    /** Answers what the driver asks for a session. */
    void acceptSession() {
        channel.host()
                .poll(
                        (type, session, entries) -> {
                            if (type == MessageType.RESET) {
                                channel.host().offer(MessageType.RESET_ACK, session, entries);
                            }
                        },
                        8);
    }

    @Override
    public void close() {
        guest.close();
        channel.close();
        shootdown.close();
        nested.close();
        memory.close();
    }
}
