package io.ballonet.scenario.story;

import java.util.List;

/**
 * Both mappings, the two books and the frames at one moment.
 *
 * @param target what the host asks of guest A, in pages
 * @param driverSize balloon size by the book of guest A's driver
 * @param hostSize balloon size by the host's book
 * @param shortfall why the balloon is smaller than its target, in words
 * @param freeFrames frames that belong to nobody
 * @param swapWrites pages that guest A wrote to its swap so far
 * @param virtualPages guest A's page table, in the order of the virtual pages
 * @param realPages every guest's real pages: what the driver says of them, and where the nested table leads
 * @param frames machine memory, in order
 */
public record StorySnapshot(
        long target,
        long driverSize,
        long hostSize,
        String shortfall,
        long freeFrames,
        long swapWrites,
        List<VirtualPage> virtualPages,
        List<RealPage> realPages,
        List<Frame> frames) {

    /** Copies the lists. */
    public StorySnapshot {
        virtualPages = List.copyOf(virtualPages);
        realPages = List.copyOf(realPages);
        frames = List.copyOf(frames);
    }

    /**
     * An entry of guest A's page table.
     *
     * @param colour name of the page in the picture
     * @param vpn virtual page number
     * @param entry {@code present(ppn=1, W, A, D)}, {@code pinned(…)}, {@code swapped(slot=0, W)} or {@code empty}
     */
    public record VirtualPage(String colour, long vpn, String entry) {}

    /**
     * A real page of a guest.
     *
     * @param ppn physical page number
     * @param use {@code mapped}, {@code not mapped}, or what the driver's book says: {@code pinned}, {@code sent},
     *     {@code ballooned}, {@code returning}
     * @param nested {@code backed(mpn=2)}, {@code unbacked}, {@code in transit(mpn=2)} or {@code ballooned}
     */
    public record RealPage(String guest, long ppn, String use, String nested) {}

    /**
     * A frame of machine memory.
     *
     * @param mpn machine page number
     * @param owner guest whose nested table leads to it, or {@code free}
     * @param bytes its first 8 bytes as text; empty for zeros
     */
    public record Frame(long mpn, String owner, String bytes) {}

    /** The entry of a page of guest A. */
    public String entryOf(String colour) {
        return virtualPages.stream()
                .filter(page -> page.colour().equals(colour))
                .map(VirtualPage::entry)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no page of guest A: colour=" + colour));
    }

    /** A guest's real page. */
    public RealPage realPage(String guest, long ppn) {
        return realPages.stream()
                .filter(page -> page.guest().equals(guest) && page.ppn() == ppn)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such page: guest=" + guest + ", ppn=" + ppn));
    }
}
