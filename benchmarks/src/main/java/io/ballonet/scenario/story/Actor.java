package io.ballonet.scenario.story;

import io.ballonet.guest.AddressSpace;
import io.ballonet.guest.Guest;
import io.ballonet.guest.VirtualCpu;
import io.ballonet.unit.PageSize;
import java.util.List;

/** A guest of the story with one process, whose virtual pages have colours, and one virtual CPU. One thread. */
final class Actor {
    private final Guest guest;
    private final List<String> colours;
    private final AddressSpace process;
    private final VirtualCpu cpu;

    Actor(Guest guest, List<String> colours) {
        this.guest = guest;
        this.colours = List.copyOf(colours);
        this.process = guest.newProcess("process", colours.size());
        this.cpu = guest.newVirtualCpu(process);
    }

    Guest guest() {
        return guest;
    }

    VirtualCpu cpu() {
        return cpu;
    }

    List<String> colours() {
        return colours;
    }

    String entryOf(String colour) {
        return guest.kernel().describe(process, vpn(colour));
    }

    long vpn(String colour) {
        int vpn = colours.indexOf(colour);
        if (vpn < 0) {
            throw new IllegalArgumentException("guest has no such page: guest=" + guest.name() + ", page=" + colour);
        }
        return vpn;
    }

    /** Reads the page's first 8 bytes. The virtual CPU is inside the guest. */
    StoryStep.Touch read(String colour) {
        long guestFaults = cpu.guestFaults();
        long hostFaults = cpu.hostFaults();
        String bytes = PageText.decode(cpu.readLong(PageSize.bytesOf(vpn(colour))));
        return touch(false, colour, bytes, guestFaults, hostFaults);
    }

    /** Writes the page's first 8 bytes. The virtual CPU is inside the guest. */
    StoryStep.Touch write(String colour, String bytes) {
        long guestFaults = cpu.guestFaults();
        long hostFaults = cpu.hostFaults();
        cpu.writeLong(PageSize.bytesOf(vpn(colour)), PageText.encode(bytes));
        return touch(true, colour, bytes, guestFaults, hostFaults);
    }

    private StoryStep.Touch touch(boolean isWrite, String colour, String bytes, long guestBefore, long hostBefore) {
        return new StoryStep.Touch(
                guest.name(), isWrite, colour, bytes, cpu.guestFaults() - guestBefore, cpu.hostFaults() - hostBefore);
    }
}
